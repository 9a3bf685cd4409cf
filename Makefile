# `make demo` and `make test` do all the set-up by themselves; `make help` lists the rest.
# Paths are relative and nothing is expanded from the checkout's own path, so that it may contain spaces.

export PORT ?= 8000
export PYTHONDONTWRITEBYTECODE =

SET_UP = @sh tools/set-up.sh
PYTHON = .venv/bin/python
ECIAP = $(PYTHON) -m eciap.config.cli
# For a closer look: make test-fast ARGS="-k search -x"
ARGS ?=
# A file stays in one worker: its server, its browser and its copy of the content are made once.
SUITE = -n 2 --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help demo set-up test test-fast coverage check format lock messages snapshot screenshots bench clean reset

help:  ## what there is
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 24

demo: export ECIAP_MODE = demo
demo: set-up  ## the whole platform with the real content, at http://127.0.0.1:8000/ (PORT= changes the port)
	@exec $(ECIAP) demo

set-up:
	$(SET_UP)

set-up-dev:
	$(SET_UP) --dev

test: export ECIAP_MODE = test
test: set-up-dev  ## the whole suite, browser journeys included
	@browser="$$($(PYTHON) tools/chromium.py)" && ECIAP_CHROMIUM="$$browser" $(PYTHON) -m pytest $(SUITE) --cov --cov-report= $(ARGS)
	@$(PYTHON) tools/coverage_gate.py

test-fast: export ECIAP_MODE = test
test-fast: set-up-dev  ## the suite without the browser
	@$(PYTHON) -m pytest $(SUITE) -m "not browser" $(ARGS)

check: export ECIAP_MODE = test
check: set-up-dev  ## lint, types, import contracts, missing migrations, untranslated messages, pins, built files
	@$(PYTHON) tools/check.py

format: set-up-dev  ## set the source in our style
	@$(PYTHON) -m ruff check --fix-only --quiet .
	@$(PYTHON) -m ruff format --quiet .

messages: set-up-dev  ## bring the catalogues up to date with the source (ADD=pt begins another language)
	@$(ECIAP) messages extract $(if $(ADD),--language $(ADD))

lock: set-up-dev  ## resolve requirements*.in anew into the hashed locks (UPGRADE="--upgrade" for newer versions)
	@sh tools/python.sh tools/lock.py $(UPGRADE)

screenshots: export ECIAP_MODE = test
screenshots: set-up-dev  ## the pictures of the README
	@browser="$$($(PYTHON) tools/chromium.py)" && ECIAP_CHROMIUM="$$browser" $(PYTHON) tools/screenshots.py

bench: export ECIAP_MODE = demo
bench: set-up-dev  ## what we claim about speed, measured
	@$(PYTHON) -m benchmarks.pages
	@$(PYTHON) -m benchmarks.search
	@$(PYTHON) -m benchmarks.kills
	@$(PYTHON) -m benchmarks.sealer

clean:  ## remove what can be made again; the demo's data stay
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .schemathesis .coverage* htmlcov
	@rm -rf var/static var/log var/cache var/uv
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

reset: export ECIAP_MODE = demo
reset: set-up  ## remove the demo's data as well; the next `make demo` begins anew
	@$(ECIAP) reset
