PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint check format bench catalogues

demo: $(VENV)/ready
	$(BIN)/cchc-draft draft examples/ha-noi-phuong-ngoc-ha-2026 -o ke-hoach.docx --force

test: $(VENV)/ready-test
	$(BIN)/python -m pytest

lint: $(VENV)/ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: lint test

format: $(VENV)/ready-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/ready-test
	$(BIN)/python tests/bench/bench_draft.py
	$(BIN)/python tests/bench/bench_tables.py
	$(BIN)/python tests/bench/bench_import.py
	$(BIN)/python tests/bench/bench_batch.py
	$(BIN)/python tests/bench/bench_check.py

catalogues: $(VENV)/ready-test
	$(BIN)/pybabel -q extract -k N_ --no-location --sort-output -o $(VENV)/cchc_draft.pot cchc_draft
	$(BIN)/pybabel -q update --ignore-pot-creation-date --ignore-obsolete -N -D cchc_draft -d cchc_draft/locale -l en -i $(VENV)/cchc_draft.pot
	$(BIN)/pybabel -q compile -D cchc_draft -d cchc_draft/locale
	$(BIN)/pybabel -q compile -D messages -d cchc_draft/locale

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q -e .
	touch $@

$(VENV)/ready-test: $(VENV)/ready
	$(BIN)/pip install -q -e ".[test]"
	touch $@
