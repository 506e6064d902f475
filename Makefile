# Steady's verbs. `make run` and `make test` set up all that is missing.
# For tests bytecode is made once: they start Steady fifty times, and where Python may not keep it, each makes it anew.
# uv is taken from the path, or installed into .tools (nothing outside this folder is touched).
SHELL := /bin/bash
.DEFAULT_GOAL := help
export RASA_TELEMETRY_ENABLED := false
export UV_PYTHON_PREFERENCE ?= only-system

UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
PYTHON ?= python3
STAMP := .venv/.steady-run
STAMP_DEV := .venv/.steady-dev

.PHONY: help run test test-browser test-widget test-all train chat check bench evaluate lint format clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

.tools/bin/uv:
	@echo "Setting up uv in .tools …"
	@$(PYTHON) -m venv .tools
	@.tools/bin/pip install --quiet --disable-pip-version-check uv

$(STAMP): pyproject.toml uv.lock | $(if $(filter .tools/bin/uv,$(UV)),.tools/bin/uv)
	@echo "Setting up the environment in .venv (about 250 MB of downloads, once) …"
	@$(UV) sync --frozen --no-dev --inexact
	@touch $@

$(STAMP_DEV): pyproject.toml uv.lock | $(if $(filter .tools/bin/uv,$(UV)),.tools/bin/uv)
	@echo "Setting up the environment with the test tools in .venv …"
	@$(UV) sync --frozen --inexact --compile-bytecode
	@touch $@ $(STAMP)

run: $(STAMP) ## set up what is missing, start Steady, say where; Ctrl-C stops it
	@exec .venv/bin/steady run

train: $(STAMP) ## train the model, when something changed
	@.venv/bin/steady train

chat: $(STAMP) ## talk in the terminal
	@.venv/bin/steady chat

check: $(STAMP) ## is this installation fit to meet people?
	@.venv/bin/steady check

test: $(STAMP_DEV) ## set up what is missing, run all tests but the browser's
	@.venv/bin/steady train
	@.venv/bin/pytest -q -m "not browser and not bench" -n 2 --dist worksteal
	@echo "The browser tests need Chromium: make test-browser installs it on Debian and runs them."

test-browser: $(STAMP_DEV) ## the tests in a real browser (Debian's Chromium, installed when missing)
	@command -v chromium >/dev/null || (apt-get update -qq && apt-get install -y -qq chromium >/dev/null)
	@$(UV) sync --frozen --inexact --compile-bytecode --group browser
	@$(MAKE) --no-print-directory test-widget
	@.venv/bin/steady train
	@.venv/bin/pytest -q -m browser

test-widget: ## types and unit tests of the page's scripts, where Node is installed
	@if command -v npm >/dev/null; then \
	  cd widget && npm ci --silent --no-audit --no-fund && npx tsc -p . && node --test --test-reporter=dot ../tests/widget/*.mjs; \
	else echo "No Node here: the types and unit tests of widget/ are not checked, nor is axe run."; fi

bench: $(STAMP_DEV) ## measure size, start, memory and speed
	@.venv/bin/steady bench

evaluate: $(STAMP_DEV) ## how well it understands, on text by other hands
	@.venv/bin/steady train
	@.venv/bin/python -m steady.operating.evaluate

lint: $(STAMP_DEV) ## ruff and mypy
	@.venv/bin/ruff check .
	@.venv/bin/mypy steady actions

format: $(STAMP_DEV) ## ruff's formatter
	@.venv/bin/ruff format .

clean: ## remove what was built; records in var/ and .env stay
	@rm -rf .venv .tools models/*.tar.gz models/*.onnx .pytest_cache .mypy_cache .ruff_cache .hypothesis
