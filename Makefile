# The list of chores. `make demo` and `make test` set up what they need on a fresh machine with Python 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.stamp
SHARED ?= ../shared

.PHONY: setup demo test lint types check fast evaluate floors speed lock clean

setup: $(STAMP)  ## a virtual environment in .venv with .venv/bin/recoupe in it

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $(STAMP)

demo: setup  ## the dossier of the sample pages and its chronology
	$(BIN)/recoupe demo -o demo.recoupe

test: setup lint types  ## every test, lint and types
	$(BIN)/python -m pytest -n auto --dist loadfile

fast: setup  ## the tests that load no language model
	$(BIN)/python -m pytest -m "not model"

lint: setup
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

evaluate: setup  ## score the dossiers of the annotated pages under ../shared against their gold, and hold them to the floors
	$(BIN)/python evaluation/evaluate.py --shared $(SHARED)

floors: setup  ## raise the floors to what is reached now (never lowers one)
	$(BIN)/python evaluation/evaluate.py --shared $(SHARED) --update

speed: setup  ## time of a whole run against spaCy alone, in one run
	$(BIN)/python evaluation/speed.py $(SHARED)/seeds

lock:  ## pin the dependencies anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis demo.recoupe
