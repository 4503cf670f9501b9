# One command to see it, one to test it. GNU make 3.81 or newer; everything stays in this folder.

PYTHON ?= python3

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# What is used is compiled when it is first used; most of it never is.
INSTALL := $(PIP) install --no-compile --editable
# Else each of the many programs that the tests start compiles all modules anew.
unexport PYTHONDONTWRITEBYTECODE
PYTEST := --quiet --numprocesses auto --basetemp=build/pytest
comma := ,
space := $(subst ,, )

.PHONY: help demo test coverage check faults format docs bench audit sbom oldest packages clean

help:
	@echo "make demo    set up, then form a cohort, hold three meetings and show their notes"
	@echo "make test    set up, then run all tests, and measure what those of the engine cover"
	@echo "make coverage  run all tests and measure what they cover; it takes three times as long"
	@echo "make check   everything that a change must pass: format, lint, types, layers, tests"
	@echo "make faults  kill, cut, refuse and crowd whole meetings; an hour, see docs/durability.md"
	@echo "make format  format the code and mend what can be mended"
	@echo "make docs    write the pages that are made by the program, and the site in build/site"
	@echo "make bench   measure how long the commands take, into docs/performance.md"
	@echo "make audit   look for known weaknesses in what a user installs; needs the network"
	@echo "make oldest  the tests and the demo with the oldest versions of other people's packages"
	@echo "make sbom    list all parts of it (CycloneDX), into build/sbom.cdx.json"
	@echo "make packages  build the packages and install them on each Python here; PYTHONS=... for others"
	@echo "make clean   remove what these commands have made, but for the environment in .venv"
	@echo "Another Python than python3 (3.11 or newer): make demo PYTHON=python3.12"

demo: $(VENV)/.demo-stamp
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh

# What moves a meeting and what is known of it is measured each time; all of it by `make coverage`.
# It comes last: what Hypothesis works out once in a new checkout takes six times as long measured.
ENGINE := session model ledger

test: $(VENV)/.dev-stamp
	@mkdir -p build
	$(BIN)/python -m pytest $(PYTEST) $(ENGINE:%=--ignore=tests/%)
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest $(PYTEST) $(ENGINE:%=tests/%)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --fail-under=90 --include='$(subst $(space),$(comma),$(ENGINE:%=*/peergroup_cli/%/*))'

coverage: $(VENV)/.dev-stamp
	@mkdir -p build
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest $(PYTEST)
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

docs: $(VENV)/.dev-stamp $(VENV)/.docs-stamp
	$(BIN)/python docs/make_commands.py
	$(BIN)/python docs/make_man.py
	$(BIN)/python docs/make_schemas.py
	$(BIN)/python docs/make_picture.py
	$(BIN)/mkdocs build --quiet --strict
	@echo "The site begins in build/site/index.html"

bench: $(VENV)/.dev-stamp
	$(BIN)/python -m benchmarks.speed

# What a user installs, in an environment of its own: the tools that look at it are not among it.
build/user: pyproject.toml
	$(PYTHON) -m venv --clear $@
	$@/bin/python -m pip --quiet --disable-pip-version-check install '.[calendar,xlsx,docx,pdf,present]'
	@touch $@

audit: $(VENV)/.audit-stamp build/user
	$(BIN)/pip-audit --skip-editable --path $$(build/user/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')

sbom: $(VENV)/.audit-stamp build/user
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-file build/sbom.cdx.json build/user
	@echo "The list of all parts is build/sbom.cdx.json"

# Without ical, which needs a newer pydantic: tests of calendars are left out.
build/oldest: pyproject.toml .ci/oldest.py
	$(PYTHON) -m venv --clear $@
	$@/bin/python .ci/oldest.py $@
	$@/bin/python -m pip --quiet --disable-pip-version-check install \
		--constraint $@/lowest.txt --requirement $@/tests.txt --editable .
	@touch $@

oldest: build/oldest
	$</bin/python -m pytest --quiet --numprocesses auto --basetemp=build/pytest -p no:cacheprovider \
		--ignore tests/commands/test_dates.py \
		tests/commands tests/storage tests/terminal/test_session_screen.py
	@PATH="$(CURDIR)/$</bin:$$PATH" sh examples/demo.sh

packages:
	.ci/packages $(PYTHONS)

clean:
	rm -rf build dist .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache \
		.pytest_cache .ruff_cache

# The stamps say when the environment was last brought up to date; pyproject.toml makes them old.
$(VENV)/.demo-stamp: pyproject.toml
	@$(READY)
	$(INSTALL) .
	@touch $@

$(VENV)/.dev-stamp: pyproject.toml
	@$(READY)
	$(INSTALL) '.[dev]'
	@touch $(VENV)/.demo-stamp $@

$(VENV)/.docs-stamp: pyproject.toml $(VENV)/.dev-stamp
	$(INSTALL) '.[docs]'
	@touch $@

$(VENV)/.audit-stamp: pyproject.toml $(VENV)/.dev-stamp
	$(INSTALL) '.[audit]'
	@touch $@

# An environment with pip in it, made where it is missing.
define READY
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	echo 'peergroup needs Python 3.11 or newer. Name one: make PYTHON=python3.12 ...' >&2; \
	exit 1; }; \
$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV)
endef
