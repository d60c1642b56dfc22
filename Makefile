# motcua: the commands of the house. `make demo` is the first; it needs Python 3.11–3.14, pip, venv and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MOTCUA := $(BIN)/motcua
SERVE ?= auto
SCALE ?= 1
SEED ?= 2023
COUNTS ?= small

.PHONY: demo serve test soak coverage mutate lint bench docs clean

$(VENV)/installed: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/tested: $(VENV)/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

demo: $(VENV)/installed
	$(MOTCUA) demo --scale $(SCALE) --seed $(SEED) $(if $(filter 0,$(SERVE)),--no-serve)

serve: $(VENV)/installed
	$(MOTCUA) serve

test: $(VENV)/tested
	$(BIN)/python -m pytest -n 3 --dist worksteal -m "not browser"

soak: $(VENV)/tested
	MOTCUA_COUNTS=soak $(BIN)/python -m pytest -m "soak or not soak"

# Every branch of the rooms that reckon, from their own tests alone.
coverage: $(VENV)/tested
	$(BIN)/coverage run -m pytest tests/domain/duties tests/domain/tariff
	$(BIN)/coverage report

# Changes in the core of those rooms, one by one, that some test must notice; minutes to hours. CHANGED="motcua.duties.domain.shares*" for some.
mutate: $(VENV)/tested
	rm -rf mutants
	$(BIN)/mutmut run --max-children 1 motcua.duties.domain.numbers.x_as_e4__mutmut_1
	cd mutants && MUTANT_UNDER_TEST=none PYTHONPATH=src:. ../$(BIN)/python -m pytest -s -q --tb=native -p tests.mutating \
	  -p no:django -p no:schemathesis -p no:xdist -W ignore tests/domain/duties tests/domain/tariff
	grep -v ^killed mutants/mutation.txt

lint: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy src/motcua/kernel $(wildcard src/motcua/*/domain src/motcua/*/*/domain)

bench: $(VENV)/installed
	$(MOTCUA) bench

docs: $(VENV)/installed
	$(MOTCUA) docs

clean:
	rm -rf $(VENV) build dist src/*.egg-info
