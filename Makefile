# One command to see it, one to test it. GNU make 3.81 or newer; everything stays in this folder.

PYTHON ?= python3

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: help demo test coverage check faults format docs clean

help:
	@echo "make demo    set up, then form a cohort, hold three meetings and show their notes"
	@echo "make test    set up, then run all tests"
	@echo "make coverage  run all tests and measure what they cover; it takes three times as long"
	@echo "make check   everything that a change must pass: format, lint, types, layers, tests"
	@echo "make faults  kill, cut, refuse and crowd whole meetings; half an hour, see docs/durability.md"
	@echo "make format  format the code and mend what can be mended"
	@echo "make docs    write docs/commands.md and the notes' JSON Schema anew"
	@echo "make clean   remove what these commands have made, but for the environment in .venv"
	@echo "Another Python than python3 (3.11 or newer): make demo PYTHON=python3.12"

demo: $(VENV)/.demo-stamp
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh

test: $(VENV)/.dev-stamp
	@mkdir -p build
	$(BIN)/python -m pytest --quiet --numprocesses auto --basetemp=build/pytest

coverage: $(VENV)/.dev-stamp
	@mkdir -p build
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --quiet --numprocesses auto --basetemp=build/pytest
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --fail-under=90

check: $(VENV)/.dev-stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

faults: $(VENV)/.dev-stamp
	$(BIN)/python benchmarks/faults.py

format: $(VENV)/.dev-stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/.dev-stamp
	$(BIN)/python docs/make_commands.py

clean:
	rm -rf build dist .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache \
		.pytest_cache .ruff_cache

# The stamps say when the environment was last brought up to date; pyproject.toml makes them old.
$(VENV)/.demo-stamp: pyproject.toml
	@$(READY)
	$(PIP) install --editable .
	@touch $@

$(VENV)/.dev-stamp: pyproject.toml
	@$(READY)
	$(PIP) install --editable '.[dev]'
	@touch $(VENV)/.demo-stamp $@

# An environment with pip in it, made where it is missing.
define READY
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	echo 'peergroup needs Python 3.11 or newer. Name one: make PYTHON=python3.12 ...' >&2; \
	exit 1; }; \
$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV)
endef
