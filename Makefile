# Everything a person or CI runs by name. Needs Python >= 3.11; nothing else until a target says so.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help install test demo check lint format types imports contracts kafka image compose lock

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(STAMP) ## .venv with what is locked, by hash, and this project editable in it (instant when nothing changed)

$(STAMP): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed, and $(PYTHON) is not: make PYTHON=/path/to/python3.11 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

test: install ## the tests; those that need Docker say that they were skipped, and why
	$(BIN)/pytest

demo: install ## January to June 2022 with an embedded broker, decided by the agents
	$(BIN)/passerelle demo

check: lint types imports contracts test ## all that needs no Docker

lint: install ## ruff, and its format
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: install ## mends what lint can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: install ## mypy --strict, over everything
	$(BIN)/mypy

imports: install ## who may import whom
	$(BIN)/lint-imports

contracts: install ## committed schemas are those of the models, examples hold
	$(BIN)/passerelle contracts check

kafka: install ## the tests on a real Kafka: PASSERELLE_KAFKA=host:port, or Docker
	PASSERELLE_REQUIRE_KAFKA=1 $(BIN)/pytest -m kafka

image: ## passerelle:local, what docker-compose.yml runs
	docker build --quiet --network host --tag passerelle:local .

compose: install ## the tests of docker-compose.yml; needs the image passerelle:local
	PASSERELLE_REQUIRE_KAFKA=1 $(BIN)/pytest -m compose

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make lock"
lock: ## resolves pyproject.toml anew into requirements*.txt (UPGRADE=--upgrade moves what is pinned)
	@test -x $(BIN)/uv || { $(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet uv; }
	$(COMPILE) $(UPGRADE) pyproject.toml -o requirements.txt
	$(COMPILE) $(UPGRADE) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	$(COMPILE) $(UPGRADE) --group build -c requirements-dev.txt -o requirements-build.txt
