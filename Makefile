# make run    install and open the app on sample data
# make test   install what tests need, lint, and run every test
# make quick  every test but the slow ones, which open pages, a browser or the command line, draw
#             worlds, or are marked so; make test runs them
# make fuzz   2,000 files of all kinds whose truth is known; `make test` takes 100 of them in
# make lint   style, types and import contracts
# make messages  every sentence of the product for translators, written to build/messages.pot
# make bench  measurements, printed as ratios
# make docs   the tables of fields in docs/, made from the code
# make simulate  how often ranges hold the truth, written to docs/SIMULATIONS.md

PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test quick fuzz lint messages bench docs simulate chromium constraints clean

run: .venv/.run
	CX_PERSONAL=1 $(BIN)/streamlit run app.py

test: .venv/.dev chromium lint
	$(BIN)/python -m pytest -n 2 --dist loadfile

quick: .venv/.dev
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow" --ignore tests/pages \
		--ignore tests/browser --ignore tests/command_line --ignore tests/simulations

fuzz: .venv/.dev
	CX_EXAMPLES=2000 $(BIN)/python -m pytest tests/intake/test_any_file.py

lint: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

messages: .venv/.run
	mkdir -p build
	$(BIN)/python -m cx.text.messages > build/messages.pot

bench: .venv/.bench
	$(BIN)/python -m benchmarks

docs: .venv/.run
	$(BIN)/python -m docs.reference

simulate: .venv/.run
	$(BIN)/python -m simulations

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "CX Workbench needs Python 3.11 or newer; $(PYTHON) is `$(PYTHON) --version`."; \
		  echo "Install a newer one, or name it: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python cannot make a virtual environment here. Install it first:"; \
		  echo "    sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.run: .venv/bin/python requirements.txt constraints.txt
	$(BIN)/python -m pip install --quiet -r requirements.txt
	touch $@

.venv/.dev: .venv/bin/python requirements.txt requirements-dev.txt constraints.txt
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	touch $@

.venv/.bench: .venv/.dev requirements-bench.txt
	$(BIN)/python -m pip install --quiet -r requirements-bench.txt
	touch $@

# Browser tests drive the system's own Chromium; only Debian's packages are tried.
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	command -v google-chrome >/dev/null || { \
		echo "Installing Chromium for the browser tests."; \
		if [ "`id -u`" = 0 ]; then as_root=; else as_root="sudo -n"; fi; \
		{ $$as_root apt-get update -qq && $$as_root apt-get install -y -qq chromium >/dev/null; } || \
		{ echo "Chromium is missing. Install it: sudo apt-get install chromium"; exit 1; }; }

# Pin what was tested, after the requirements were changed on purpose.
constraints: .venv/.bench
	$(BIN)/python -m pip freeze > constraints.txt

clean:
	rm -rf .venv build
