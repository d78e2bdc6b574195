# Every target sets itself up from nothing and does nothing twice.
# Wanted of the machine: make, and Python 3.11 to 3.14 with pip. Choose another one by PYTHON=python3.13.
# More words for the command behind a target go into ARGS, as in: make test ARGS='-k routing -x'

PYTHON ?= python3
WORKERS ?= 4
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
# A Python without ensurepip makes environments without pip; its own pip then serves them.
PIP = $$(test -x $(BIN)/pip && echo $(BIN)/python -m pip || echo $(PYTHON) -m pip --python $(BIN)/python)
PIP_FLAGS := --quiet --no-input --disable-pip-version-check --root-user-action=ignore
PACKAGES := api app archive board bot userbot core db sandbox stories
SOURCES := $(PACKAGES) tests bench
SETTINGS_PAGE := $(BIN)/python -c 'import sys; from app import settings_page; print(getattr(settings_page, sys.argv[1])(), end="")'
UV_VERSION := 0.13.8

.PHONY: help setup play demo test pictures properties torture run check format bench lock clean
.DEFAULT_GOAL := help

help: ## What there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

$(BIN)/python:
	@$(PYTHON) -c 'import sys; (3, 11) <= sys.version_info < (3, 15) or sys.exit("Switchboard needs Python 3.11 to 3.14; name one by PYTHON=")'
	@echo "making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip $(VENV)

$(VENV)/.dependencies: requirements-dev.lock | $(BIN)/python
	@echo "installing what requirements-dev.lock lists"
	@$(PIP) install $(PIP_FLAGS) --require-hashes --requirement requirements-dev.lock
	@touch $@

# What the desk itself needs, for whoever only wants to see it: a third of the time.
$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/python
	@if [ -e $(VENV)/.dependencies ]; then $(MAKE) --no-print-directory setup; \
	else echo "installing what requirements.lock lists"; \
	$(PIP) install $(PIP_FLAGS) --no-compile --require-hashes --requirement requirements.lock && \
	$(PIP) install $(PIP_FLAGS) --no-deps --no-build-isolation --editable .; fi
	@touch $@

$(VENV)/.project: pyproject.toml $(VENV)/.dependencies
	@$(PIP) install $(PIP_FLAGS) --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(VENV)/.project ## The environment in .venv

play: $(VENV)/.runtime ## The desk on a Telegram of this machine, and phones to play it with in a browser
	@$(BIN)/switchboard play $(ARGS)

demo: $(VENV)/.runtime ## A short story played through the whole desk, without credentials
	@$(BIN)/switchboard demo $(ARGS)

# Each worker, and each process that a test starts, would else compile all modules again.
test properties torture: export PYTHONDONTWRITEBYTECODE :=

test: setup ## All tests, on SQLite and PostgreSQL, and in a browser
	@$(BIN)/python -m tests.support.chromium
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

pictures: setup ## The pictures of the documents, taken anew in a browser
	@$(BIN)/python -m tests.browser.pictures

properties: setup ## 10,000 random steps on each kind of database
	@TEST_STEPS=$(or $(STEPS),10000) $(BIN)/python -m pytest -n 2 --dist load tests/core/test_machine.py $(ARGS)

# Long: two minutes and more for each place on each kind of database.
torture: setup ## Conversations without pause and faults by a schedule, for each place and database
	@set -e; for place in room desk thread; do for database in "" --own-postgresql; do \
	echo "torture: $$place $$database"; \
	$(BIN)/switchboard torture --place $$place $$database $(ARGS); done; done

run: setup ## The desk with the settings of .env
	@$(BIN)/switchboard run $(ARGS)

check: setup ## Style, types, the direction of imports, the line of migrations, the settings' pages
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/mypy $(SOURCES)
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m db.migrations.line
	@$(SETTINGS_PAGE) markdown | diff -u docs/settings.md - || { echo "docs/settings.md is not what the settings are: make format"; exit 1; }
	@$(SETTINGS_PAGE) env_example | diff -u .env.example - || { echo ".env.example is not what the settings are: make format"; exit 1; }

format: setup ## Rewrite the sources in the house's form, and the settings' pages
	@$(BIN)/ruff check --fix $(SOURCES)
	@$(BIN)/ruff format $(SOURCES)
	@$(SETTINGS_PAGE) markdown > docs/settings.md
	@$(SETTINGS_PAGE) env_example > .env.example

bench: setup ## Measurements
	@$(BIN)/python -m bench $(ARGS)

# The locks hold for every supported Python and name no index. The resolver lives in a folder
# that is thrown away, since nothing else needs it.
lock: ## Rewrite requirements.lock and requirements-dev.lock from pyproject.toml
	@set -eu; scratch=$$(mktemp -d); trap 'rm -rf "$$scratch"' EXIT; \
	$(PYTHON) -m venv "$$scratch"; \
	"$$scratch/bin/python" -m pip install $(PIP_FLAGS) uv==$(UV_VERSION); \
	compile() { "$$scratch/bin/uv" pip compile pyproject.toml --quiet --universal \
		--python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
		--custom-compile-command 'make lock' "$$@"; }; \
	compile --group build --output-file requirements.lock; \
	compile --group build --group dev --constraints requirements.lock \
		--output-file requirements-dev.lock

clean: ## Remove the environment, caches and builds; never data, logs or settings
	@rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache \
		.import_linter_cache .hypothesis
	@find $(SOURCES) -name __pycache__ -type d -prune -exec rm -rf {} +
