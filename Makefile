# Everything starts here; what each target does: make help
PYTHON ?= python3
BIN := .venv/bin
DEMO ?= hasil-demo
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run demo test check bench format

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

run: ## open the application; where there is no display, play the demo day
	@$(PYTHON) -m tools.setup run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec $(BIN)/gallery-pos; else $(MAKE) --no-print-directory demo; fi

demo: ## play the demo day off screen and leave its pictures and papers in hasil-demo
	@$(PYTHON) -m tools.setup run
	@QT_QPA_PLATFORM=offscreen $(BIN)/gallery-pos demo --out "$(DEMO)"
	@echo "Gambar layar dan kertas dari hari contoh ada di / pictures and papers are in: $(abspath $(DEMO))"

test: ## install what the tests need and run them all (ARGS="-k name" for some)
	@$(PYTHON) -m tools.setup test
	@$(BIN)/python -m tools.with_postgres --or-without -- \
		$(BIN)/python -m pytest -q -n auto --maxprocesses=4 --dist=worksteal $(ARGS)

check: ## format, lint, types and the direction of imports
	@$(PYTHON) -m tools.setup dev
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: ## measure speed and memory
	@$(PYTHON) -m tools.setup test
	@$(BIN)/python -m bench $(ARGS)

format: ## format the code and mend what ruff can mend by itself
	@$(PYTHON) -m tools.setup dev
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix
