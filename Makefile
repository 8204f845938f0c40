# Two commands: `make demo` shows what onrecord does, `make test` is the whole check.
# Each makes its own .venv and installs what stands in requirements/, hash by hash; uv is used where it is there.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
UV := $(shell command -v uv)
BIN := .venv/bin
DEMO ?= demo-desk
PYTEST_OPTIONS ?= --numprocesses=auto

ifneq ($(UV),)
make_venv = $(UV) venv --quiet --python "$$(command -v $(PYTHON))" .venv
install = VIRTUAL_ENV=.venv $(UV) pip install --quiet --compile-bytecode
else
make_venv = $(PYTHON) -m venv .venv
install = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.PHONY: demo test lock clean

demo: .venv/installed-run
	@$(BIN)/onrecord demo $(DEMO)

test: .venv/installed-test
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest $(PYTEST_OPTIONS)

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer with venv was found; install one, or name it: make PYTHON=..."; exit 1; }
	$(make_venv)

.venv/installed-run .venv/installed-test: .venv/installed-%: requirements/%.txt pyproject.toml | .venv/bin/python
	$(install) --require-hashes --requirement requirements/$*.txt
	$(install) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

# The locks hold for every supported Python and name no host, so that any index serves.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra build --output-file requirements/run.txt pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra build --extra dev --constraint requirements/run.txt --output-file requirements/test.txt pyproject.toml

clean:
	rm -rf .venv $(DEMO)
