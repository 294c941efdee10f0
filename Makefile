# Every target sets up what it needs. `make serve` and `make test` are all that a newcomer has to know.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BUILD := .build
export SITE_URL ?= http://127.0.0.1:8000/
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 1767225600)
export NO_MKDOCS_2_WARNING := 1
export PYTHONDONTWRITEBYTECODE := 1
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help serve site check test office cartridges lint types lock audit lighthouse bench zensical learn record schemas format clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

serve: $(VENV)/.site ## the running site with live preview
	$(BIN)/mkdocs serve

site: $(VENV)/.site ## build into site/, which stays as it was if anything is wrong
	@rm -rf $(BUILD)/site
	SITE_DIR=$(BUILD)/site $(BIN)/mkdocs build --strict
	@rm -rf $(BUILD)/old; if [ -d site ]; then mv site $(BUILD)/old; fi; mv $(BUILD)/site site; rm -rf $(BUILD)/old
	@echo "Built site/ for $(SITE_URL)$(if $(filter http://127.0.0.1:8000/,$(SITE_URL)), (set SITE_URL to publish it elsewhere))"

check: $(VENV)/.site ## check data and pages without building
	$(BIN)/python -m guidebook check

test: $(VENV)/.dev $(BUILD)/.validator system lint types ## set up everything and pass the tests
	$(BIN)/python -m pytest -n 2 --dist loadgroup

office: $(VENV)/.dev ## open the Word files in LibreOffice, which it installs (700 MB)
	@command -v soffice >/dev/null || sh tests/install-packages.sh $(if $(shell command -v brew),libreoffice,libreoffice-writer-nogui)
	@command -v pdftotext >/dev/null || sh tests/install-packages.sh $(if $(shell command -v brew),poppler,poppler-utils)
	$(BIN)/python -m pytest tests/office

cartridges: $(VENV)/.dev ## validate the cartridges against the official schemas, which it fetches
	$(BIN)/python -m pytest tests/cartridges

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.dev
	$(BIN)/mypy

.PHONY: system
system: $(VENV)/.dev
	@sh tests/install-system.sh $(BIN)/python

# npm and Node are the ones of the virtual environment; what they install lies beside its lock. npm runs nothing of it.
NPM_CI = PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --prefix

$(BUILD)/.validator: tests/node/package-lock.json $(VENV)/.dev
	$(NPM_CI) tests/node
	@mkdir -p $(BUILD) && touch $@

lighthouse: $(VENV)/.dev site ## audit each type of page with Lighthouse; RUNS=3 each, PAGES="home guide" for some alone
	@test -x tests/lighthouse/node_modules/.bin/lighthouse || $(NPM_CI) tests/lighthouse
	@$(BIN)/python tests/browser/find_chromium.py >/dev/null || sh tests/install-system.sh $(BIN)/python
	$(BIN)/python tests/lighthouse/audit.py --runs $(or $(RUNS),3) $(PAGES)

bench: $(VENV)/.dev ## measure what the site costs; PARTS=rule for a part alone
	$(BIN)/python tests/bench.py $(PARTS)

audit: $(VENV)/.tools ## ask whether what is locked has known vulnerabilities (needs the network)
	$(BIN)/python tests/audit.py

zensical: $(VENV)/.tools ## build with Zensical, and list what differs
	$(BIN)/python tests/zensical.py

learn: $(VENV)/.learn ## learn the weights of the rule from the labelled cases
	PYTHONPATH=tests $(BIN)/python tests/learn_rule.py

record: site ## add new addresses to the ledger of links that last
	$(BIN)/python -m guidebook record site

schemas: $(VENV)/.site ## write the JSON Schemas of the data
	$(BIN)/python -m guidebook schemas

format: $(VENV)/.dev ## put the Python code into its form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

LOCK := $(BIN)/uv pip compile pyproject.toml --group build --universal --generate-hashes --no-emit-index-url --python-version 3.11 --quiet
lock: $(VENV)/.dev ## choose the newest versions that pyproject.toml allows, pinned by hash
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(LOCK) --upgrade --output-file requirements.lock
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(LOCK) --upgrade --group dev --constraint requirements.lock --output-file requirements-dev.lock
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(LOCK) --upgrade --group learn --constraint requirements-dev.lock --output-file requirements-learn.lock
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(LOCK) --upgrade --group tools --constraint requirements-dev.lock --output-file requirements-tools.lock

$(VENV)/.learn: requirements-learn.lock $(VENV)/.dev
	$(PIP) install --quiet --require-hashes -r requirements-learn.lock
	@touch $@

$(VENV)/.tools: requirements-tools.lock $(VENV)/.dev
	$(PIP) install --quiet --require-hashes -r requirements-tools.lock
	@touch $@

clean: ## remove everything that can be made again
	rm -rf site $(VENV) $(BUILD) .mypy_cache .pytest_cache .ruff_cache

$(VENV)/bin/python:
	@sh tests/install-python.sh $(PYTHON) $(VENV)

$(VENV)/.site: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.site
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@
