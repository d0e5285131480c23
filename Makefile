# Two commands need nothing but Python 3.11 or newer and make:
#   make demo    sets up, runs the main job on examples/week, prints the summary
#   make test    sets up, runs all tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: demo test shared check bench setup clean

$(READY): pyproject.toml requirements/dev.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "firsthand needs Python 3.11 or newer; name one with: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

setup: $(READY)

demo: setup  # exit code 3 says that some pages could not be used, which is so on purpose
	$(BIN)/firsthand trace examples/week -o demo.fh || test $$? -eq 3

test: setup
	$(BIN)/python -m pytest -q -n auto -m "not shared"

shared: setup  # tests on the development data beside the project; they skip where it is absent
	$(BIN)/python -m pytest -q -m shared || test $$? -eq 5

check: setup
	scripts/check

bench: setup
	$(BIN)/python bench/flow.py

clean:
	rm -rf $(VENV) demo.fh demo.fh-*
