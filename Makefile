# The Heritage Loss Archive. `make help` lists what there is.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
HOST   ?= 127.0.0.1
PORT   ?= 8000
# How many tests run at a time, and anything else pytest should hear: make test ARGS=tests/kit
N      ?= 2
ARGS   ?=

VENV := .venv
BIN  := $(VENV)/bin
PY   := $(BIN)/python
PIP  := $(PY) -m pip install --quiet --disable-pip-version-check --no-input \
        --require-hashes --no-deps --prefer-binary --use-pep517
PIN  := uv pip compile --quiet pyproject.toml --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-annotate --no-header
DEBIAN := apt-get install -y -qq --no-install-recommends

export HOST PORT

.PHONY: help demo test test-long check format bench pins

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/run.stamp ## make a demo archive in var/demo and serve it (HOST, PORT)
	@$(PY) -m heritage --home var/demo demo

test: $(VENV)/test.stamp system ## run every test (N at a time, ARGS for pytest)
	@$(PY) -m pytest -n $(N) --dist loadgroup $(ARGS)

test-long: $(VENV)/test.stamp $(VENV)/whoosh-2.7.4 ## 5,000 random searches beside plain Whoosh; the search on Whoosh 2.7.4
	@HERITAGE_TEST_PLANS=5000 $(PY) -m pytest -n $(N) tests/search/whoosh
	@PYTHONPATH=$(VENV)/whoosh-2.7.4 $(PY) -m pytest -n $(N) -W ignore::DeprecationWarning tests/search $(ARGS)

check: $(VENV)/test.stamp ## format, lint, ladder, types, templates, dependencies, spelling
	@failed=; \
	for tool in "ruff format --check --quiet ." "ruff check --quiet ." "lint-imports" "mypy" \
	            "djlint templates --lint --quiet" "deptry heritage" "codespell"; do \
	  echo "== $$tool"; \
	  PATH="$(BIN):$$PATH" $$tool || failed="$$failed\n   $$tool"; \
	done; \
	test -z "$$failed" || { printf "Not in order:$$failed\n"; exit 1; }

format: $(VENV)/test.stamp ## put code into its usual form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(VENV)/test.stamp ## measure the archive and its search, beside other engines (ARGS; see bench/README.md)
	@$(PY) -m tests.load $(ARGS)

pins: ## choose the newest fitting version of each library again (needs uv)
	@PATH="$(BIN):$$PATH" $(PIN) --upgrade -o requirements/run.txt
	@PATH="$(BIN):$$PATH" $(PIN) --upgrade --extra opensearch --extra postgres --group test \
	  -c requirements/run.txt -o requirements/test.txt

# ---- what the targets above stand on

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is older. Try: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  echo "This Python cannot make a virtual environment: python3-venv is missing."; \
	  test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
	    || { echo "Install it first: sudo apt-get install python3-venv"; exit 1; }; \
	  echo "Installing it …"; apt-get update -qq && $(DEBIAN) python3-venv; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/%.stamp: requirements/%.txt $(BIN)/pip
	@echo "Installing the libraries named in $< …"
	@$(PIP) -r $<
	@touch $@

$(VENV)/whoosh-2.7.4: requirements/whoosh-2.7.4.txt $(VENV)/test.stamp
	@$(PIP) --target $@ -r $<
	@touch $@

# The browser, the reader of PDF and PostgreSQL, where we may install them. Where not, their tests say so and skip.
.PHONY: system
system:
	@missing=; \
	command -v chromium >/dev/null || missing="$$missing chromium fonts-noto-core"; \
	command -v pdftotext >/dev/null || missing="$$missing poppler-utils"; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$$missing postgresql"; \
	test -n "$$missing" || exit 0; \
	if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
	  echo "Installing$$missing …"; \
	  export DEBIAN_FRONTEND=noninteractive; \
	  apt-get update -qq; \
	  for part in $$missing; do $(DEBIAN) $$part || echo "Could not install $$part."; done; \
	else \
	  echo "Not here:$$missing. The tests that need them will be skipped."; \
	fi
