"""Numbers as agencies give them, well formed and given once: NIR, NIA, AGDREF, allocataire, demande, APS."""

from datetime import date

from stdnum.fr import nir as stdnum_nir

from simulators.alea import Alea


def cle(matricule: str) -> str:
    """The two-digit key of a 13-character NIR or NIA (Corsica included)."""
    return str(stdnum_nir.calc_check_digits(matricule))


def cle_fausse(matricule: str) -> str:
    """A key that this number does not have."""
    juste = int(cle(matricule))
    return f"{juste % 97 + 1:02d}"


class Registre:
    """Gives numbers; never the same one twice in a run."""

    def __init__(self) -> None:
        self._pris: set[str] = set()

    def nir(self, alea: Alea, sexe: str, naissance: date, cog: str) -> str:
        """The 13 characters of a NIR: sex, year, month, place (five characters of the COG), rank at birth."""
        tete = f"{1 if sexe == 'M' else 2}{naissance:%y%m}{cog}"
        rang = alea.entier(1, 999)
        for pas in range(999):
            numero = f"{tete}{(rang + pas - 1) % 999 + 1:03d}"
            if self.libre(numero):
                return numero
        raise ValueError(f"999 births of {tete} are taken: draw fewer households, or more communes")

    def nia(self, alea: Alea, sexe: str, naissance: date, pays: str) -> str:
        """A NIA has the shape of a NIR; nothing in its digits tells them apart."""
        return self.nir(alea, sexe, naissance, pays)

    def agdref(self, alea: Alea) -> str:
        """Ten digits, a string: zeros may lead."""
        return self._tirer(alea, "", 10)

    def allocataire(self, alea: Alea, organisme: str) -> str:
        """Seven digits, unique within the CAF or MSA that gives them."""
        return self._tirer(alea, f"allocataire/{organisme}/", 7).rpartition("/")[2]

    def demande_rsa(self, alea: Alea) -> str:
        """Eleven digits (numdemrsa)."""
        return self._tirer(alea, "R", 11)[1:]

    def aps(self, alea: Alea, departement: str, delivree_le: date) -> str:
        """`APS-<department>-<yyyymm>-<6 digits>`: ours, no real format was found."""
        return self._tirer(alea, f"APS-{departement}-{delivree_le:%Y%m}-", 6)

    def reserver(self, numero: str) -> str:
        """Keep a number that a scenario gives itself."""
        if not self.libre(numero):
            raise ValueError(f"{numero} is given twice in this scenario")
        return numero

    def _tirer(self, alea: Alea, prefixe: str, chiffres: int) -> str:
        for _ in range(1000):
            numero = f"{prefixe}{alea.entier(1, 10**chiffres - 1):0{chiffres}d}"
            if self.libre(numero):
                return numero
        raise ValueError(f"no {prefixe}{'#' * chiffres} is left: draw fewer households")

    def libre(self, numero: str) -> bool:
        """Take a mark if nobody has it."""
        if numero in self._pris:
            return False
        self._pris.add(numero)
        return True
