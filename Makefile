# Two commands on a fresh machine with git, make and Python 3.11 or newer: make demo, make test.
# Set-up happens by itself, once, in .venv; the second time nothing is fetched.

VENV := .venv
BIN := $(VENV)/bin
# Say PYTHON=… to choose; else the first that is new enough. The oldest supported one comes first: its set of
# versions is the one in constraints.txt.
PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13 python3.14; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
NO_PYTHON := no Python 3.11 or newer found: install one, or name it with make PYTHON=…
# make demo SEED=https://… crawls that site instead of the fictional one.
SEED ?=
# make test-all ONLY="browser or peer" runs just the tests that make test leaves out.
ONLY ?=
# A process a core; the tests of one module stay together, for they share what they set up.
PYTEST := $(BIN)/pytest -q -n auto --dist loadscope
SYSTEM_PACKAGES := chromium wget

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-all fuzz lint format docs lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(VENV)/.ready ## make the environment in .venv (the others do it by themselves)

demo: setup ## crawl the fictional news site, or SEED=https://…, and search what was found
	@$(BIN)/newsarchive demo $(SEED)
	@echo "(The command is in $(BIN). To have it at hand: . $(BIN)/activate)"

test: setup lint ## everything that needs packages from PyPI only
	$(PYTEST) -m "not browser and not peer"

test-all: setup $(if $(ONLY),,lint) $(VENV)/.system .venv-pywb/.ready .venv-wacz/.ready ## also what needs a browser, wget, pywb and py-wacz
	$(PYTEST) -rs $(if $(ONLY),-m "$(ONLY)")

fuzz: setup ## read damaged and hostile pages for MINUTES (60)
	$(BIN)/python -W ignore -m tests.extract.fuzz --minutes $(or $(MINUTES),60)

lint: setup ## style, types and the import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup ## put the code into the house's form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: setup ## write the generated pages of docs/ anew
	$(BIN)/python docs/generate.py

clean: ## remove environments, caches and builds; collections stay
	rm -rf $(VENV) .venv-* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist

# .ready is there only after a set-up that went through: an interrupted one begins again with an empty folder.
$(VENV)/.ready: pyproject.toml constraints.txt
	@echo "Setting up $(VENV): once, about a minute."
	@test -e $@ || $(or $(PYTHON),$(error $(NO_PYTHON))) -m venv --clear $(VENV)
	@rm -f $@
	@$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --group dev --editable ".[browse,fast,parquet]"
	@touch $@

# pywb pins old libraries, py-wacz brings many: hence environments of their own.
.venv-%/.ready: tests/%.txt | $(VENV)/.ready
	@echo "Setting up .venv-$*: once."
	@$(BIN)/python -m venv --clear .venv-$*
	@.venv-$*/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	@.venv-$*/bin/python -m pip install --quiet --requirement tests/$*.txt
	@touch $@

# Debian's packages, where they are missing. Where they can't be had, the tests that want them are skipped and say so.
$(VENV)/.system: | $(VENV)/.ready
	@missing=; for name in $(SYSTEM_PACKAGES); do command -v $$name >/dev/null || missing="$$missing $$name"; done; \
	if [ -z "$$missing" ]; then touch $@; exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then become=; else become=sudo; fi; \
	echo "Installing$$missing with apt-get."; \
	$$become apt-get update -qq \
		&& $$become env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $$missing \
		&& touch $@ || echo "Could not install$$missing: their tests will be skipped." >&2

# The newest versions that pyproject.toml allows, tried out in a fresh environment, without their addresses.
lock: ## find the newest versions of all dependencies and write constraints.txt
	rm -rf build/lock && $(or $(PYTHON),$(error $(NO_PYTHON))) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	build/lock/bin/python -m pip install --quiet --group dev --editable ".[browse,fast,parquet]"
	@{ printf '%s\n' "# Versions that are tested together, on the oldest supported Python. Made by: make lock"; \
		build/lock/bin/python -m pip freeze --exclude-editable | LC_ALL=C sort -f; } > build/constraints.txt
	@! grep -n '@\|://' build/constraints.txt || { echo "Error: a version above comes from an address, not from a registry" >&2; exit 1; }
	mv build/constraints.txt constraints.txt && rm -rf build/lock
