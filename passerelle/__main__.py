"""`python -m passerelle` is `passerelle`."""

from passerelle.cli import app

if __name__ == "__main__":
    app(prog_name="passerelle")
