# make site: set everything up and build the site. make test: set everything up and run all tests.
.DEFAULT_GOAL := help
.PHONY: help site site-pdf check serve weekly schema setup setup-capture setup-pdf setup-test test lint golden lock clean

help:
	@echo "make site    build the site into site/"
	@echo "make site-pdf  the same, with a PDF of each published digest (needs Pango)"
	@echo "make weekly  close the weeks that are due, pack their releases, and push"
	@echo "make check   check the entries, write nothing"
	@echo "make serve   build, serve on http://127.0.0.1:8000/, rebuild on change"
	@echo "make test    run all tests"
	@echo "make lint    look for faults of style"
	@echo "make golden  refresh the golden site after a change to the pages that is meant"
	@echo "make schema  refresh the JSON schemas after a change to the model"
	@echo "make lock    resolve the pinned packages anew (needs uv)"
	@echo "make clean   remove what can be made again, but not the site"

setup:
	@sh scripts/setup.sh requirements.txt

setup-capture:
	@sh scripts/setup.sh requirements-capture.txt

setup-pdf:
	@sh scripts/setup.sh requirements-pdf.txt

setup-test:
	@sh scripts/setup.sh requirements-dev.txt

site: setup
	@.venv/bin/python build_digest.py

site-pdf: setup-pdf
	@.venv/bin/python build_digest.py build --pdf

weekly: setup
	@sh scripts/weekly.sh

check: setup
	@.venv/bin/python build_digest.py check

serve: setup
	@.venv/bin/python build_digest.py serve

schema: setup
	@.venv/bin/python build_digest.py schema

test: setup-test
	@.venv/bin/python -m pytest

lint: setup-test
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy

golden: setup-test
	@.venv/bin/python -m pytest -q -n 0 tests/test_golden.py --refresh-golden

lock:
	@python3 scripts/lock.py --upgrade

clean:
	rm -rf .venv .cache .pytest_cache .hypothesis .ruff_cache
