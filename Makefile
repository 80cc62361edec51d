# The two commands that matter are `make run` and `make test`; `make help` lists the rest.
# Whatever is built is built once, and again only when what it is made from has changed.

SHELL := /bin/sh
.SHELLFLAGS := -eu -c
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON := python3
PIP := .venv/bin/python -m pip --disable-pip-version-check install --quiet
LOCK := env UV_INDEX_URL= .venv/bin/uv pip compile pyproject.toml --quiet --universal \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header
FRONT_END := $(shell find frontend -type f 2>/dev/null)

.PHONY: run test lint check demo bench soak coverage wheel lock clean help

run: .venv/.installed assets/riskform.css  ## install what is missing and open riskform, with made-up families, at http://127.0.0.1:8000
	@exec .venv/bin/riskform serve --demo

test: .venv/.installed-for-tests assets/riskform.css | packages-for-tests  ## run every test; T=tests/engine runs only that folder, file or test
	@.venv/bin/python -m pytest $(if $(T),$(T),--numprocesses 2 --dist loadfile)

lint: .venv/.installed-for-tests  ## check style, types and which part may use which
	@failed=; \
	.venv/bin/ruff check || failed=yes; \
	.venv/bin/ruff format --check || failed=yes; \
	.venv/bin/mypy --strict riskform || failed=yes; \
	.venv/bin/lint-imports || failed=yes; \
	test -z "$$failed"

check: .venv/.installed  ## check every form definition, and name each problem with its place
	@.venv/bin/riskform check

demo: .venv/.installed  ## put the made-up families into the database that is set up
	@.venv/bin/riskform demo

bench: .venv/.installed-for-tests assets/riskform.css  ## measure how fast forms are judged, papers laid out, pages served and answers saved
	@.venv/bin/python -m bench

soak: .venv/.installed-for-tests assets/riskform.css  ## use riskform hard for a long while and look for what wears out
	@.venv/bin/python -m tests.soak

coverage: .venv/.installed-for-tests assets/riskform.css | packages-for-tests  ## run every test and list the lines that none of them reaches
	@.venv/bin/python -m pytest --numprocesses 2 --dist loadfile --cov --cov-report=term $(T)

wheel: .venv/.installed assets/riskform.css  ## build the package to install elsewhere, in dist/
	@.venv/bin/python -m hatchling build --target wheel

lock: .venv/.installed-for-tests  ## write the locks anew from pyproject.toml; UPGRADE=1 takes the newest releases
	@$(LOCK) --group build $(if $(UPGRADE),--upgrade) --output-file requirements.lock
	@$(LOCK) --group build --group dev $(if $(UPGRADE),--upgrade) --constraints requirements.lock --output-file requirements-dev.lock

clean:  ## remove all that make built; the demo's database and your own data stay
	@rm -rf .venv node_modules assets dist .bench htmlcov .coverage .coverage.* .hypothesis \
		.import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## say what each command does
	@sed -n 's/^\([a-z]*\):.*  ## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 12 | sed 's/^/make /'

# ---- the steps behind them --------------------------------------------------------------------

.PHONY: packages-for-running packages-for-tests

packages-for-running:
	@scripts/system-packages run

packages-for-tests: packages-for-running
	@scripts/system-packages test

.venv/bin/python: | packages-for-running
	@scripts/virtual-environment $(PYTHON)

.venv/.installed: requirements.lock pyproject.toml .venv/bin/python
	@echo "Installing the Python packages that riskform needs"
	@$(PIP) --no-deps --require-hashes --requirement requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.installed-for-tests: requirements-dev.lock .venv/.installed
	@echo "Installing the Python packages that the tests need"
	@$(PIP) --no-deps --require-hashes --requirement requirements-dev.lock
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json | packages-for-running
	@echo "Installing the front end's packages"
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

assets/riskform.css: node_modules/.package-lock.json $(FRONT_END)
	@echo "Building the front end's assets"
	@npm run --silent build
	@touch $@
