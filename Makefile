# make site: set everything up and build the site. make test: set everything up and run all tests.
.DEFAULT_GOAL := help
.PHONY: help looks site site-pdf check serve weekly watch schema setup setup-capture setup-pdf setup-proof setup-coding setup-desk setup-machines setup-mcp setup-cluster desk setup-test wheel test test-quick test-slow test-random lint hooks map golden bench bench-full release-program lock clean

help:
	@echo "make site    build the site into site/"
	@echo "make site-pdf  the same, with a PDF of each published digest (needs Pango)"
	@echo "make weekly  close the weeks that are due, pack their releases, and push"
	@echo "make watch   look again at articles and cited pages, and push what has changed on a branch"
	@echo "make check   check the entries, write nothing"
	@echo "make desk    work on the collection in the browser: from a link to a signed entry"
	@echo "make serve   build, serve on http://127.0.0.1:8000/, rebuild on change"
	@echo "make test    run all tests but the slow ones (4 minutes)"
	@echo "make test-quick  those without a browser that build nothing from scratch (half a minute)"
	@echo "make test-slow   the slow ones (7 minutes)"
	@echo "make test-random  random inputs, other ones each time, eighty times as many (a quarter of an hour)"
	@echo "make lint    look for faults of style, types and workflows, and whether the map is current"
	@echo "make hooks   look at what you commit, before each commit"
	@echo "make bench   measure beside Hugo and MkDocs into benchmarks/RESULTS.md (25 minutes; QUICK=1: 5; BASE=896f228)"
	@echo "make bench-full  measure large collections, and count them with DuckDB and Spark (3 hours; SIZES=10000: ten minutes)"
	@echo "make looks   look at pages in Firefox and WebKitGTK (apt-get install firefox-esr webkit2gtk-driver xvfb)"
	@echo "make golden  refresh the golden site after a change to the pages that is meant"
	@echo "make map     refresh the map of the code in CONTRIBUTING.md"
	@echo "make release-program VERSION=0.2.0  collect changes/ into CHANGELOG.md, commit, tag v0.2.0"
	@echo "make schema  refresh the JSON schemas after a change to the model"
	@echo "make wheel   build the package into dist/"
	@echo "make lock    resolve the pinned packages anew (needs uv)"
	@echo "make clean   remove what can be made again, but not the site"

setup:
	@sh scripts/setup.sh requirements.txt

setup-capture:
	@sh scripts/setup.sh requirements-capture.txt

setup-pdf:
	@sh scripts/setup.sh requirements-pdf.txt

setup-proof:
	@sh scripts/setup.sh requirements-proof.txt

setup-coding:
	@sh scripts/setup.sh requirements-coding.txt

setup-desk:
	@sh scripts/setup.sh requirements-desk.txt

setup-machines:
	@sh scripts/setup.sh requirements-machines.txt

setup-mcp:
	@sh scripts/setup.sh requirements-mcp.txt

setup-cluster:
	@sh scripts/setup.sh requirements-cluster.txt

setup-test:
	@sh scripts/setup.sh requirements-dev.txt

site: setup
	@.venv/bin/python build_digest.py

site-pdf: setup-pdf
	@.venv/bin/python build_digest.py build --pdf

weekly: setup
	@sh scripts/weekly.sh

watch: setup-capture
	@sh scripts/watch.sh

desk: setup-desk
	@.venv/bin/python build_digest.py desk

check: setup
	@.venv/bin/python build_digest.py check

serve: setup
	@.venv/bin/python build_digest.py serve

schema: setup
	@.venv/bin/python build_digest.py schema

# The same commit gets the same verdict, down to the order of a set: only test-random leaves anything to chance.
# Programs that tests start find what Python has compiled, also where it is told elsewhere to keep nothing.
# What they write goes into memory where there is room. Memory that they are done with they keep for what comes next:
# each page of it that the system hands out anew costs more than the work in it (glibc reads these, and nobody else).
KEPT = MALLOC_TOP_PAD_=67108864 MALLOC_MMAP_THRESHOLD_=1073741824 MALLOC_TRIM_THRESHOLD_=1073741824
SAME = PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE= $(KEPT) TMPDIR="$$(python3 scripts/scratch.py)"

# Each says what it runs and how long that takes on two cores that do nothing else.
test: setup-test
	@echo "Running all tests but the slow ones: about 4 minutes ..."
	@$(SAME) .venv/bin/python -m pytest

test-quick: setup-test
	@echo "Running the tests that need no browser and build nothing from scratch: about half a minute ..."
	@$(SAME) .venv/bin/python -m pytest -m "not slow and not browser and not scratch"

test-slow: setup-test
	@echo "Running the slow tests, and eight times as many random inputs: about 7 minutes ..."
	@$(SAME) .venv/bin/python -m pytest -m "slow or hypothesis" --hypothesis-profile=thorough

test-random: setup-test
	@echo "Running the tests that try random inputs, with inputs of this day: about a quarter of an hour ..."
	@TMPDIR="$$(python3 scripts/scratch.py)" .venv/bin/python -m pytest -m "hypothesis or seeded" --hypothesis-profile=random --timeout=3000

lint: setup-test
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/python scripts/map.py --check
	@.venv/bin/python scripts/release.py --check
	@.venv/bin/zizmor --quiet --offline .github
	@sh scripts/check-yaml.sh
	@.venv/bin/repo-review --show err .

hooks: setup-test
	@.venv/bin/prek install

map:
	@python3 scripts/map.py

release-program: setup-test
	@.venv/bin/python scripts/release.py $(VERSION)

bench: setup-test
	@.venv/bin/python benchmarks/bench.py $(if $(QUICK),--quick) $(if $(BASE),--base $(BASE))

bench-full: setup-test
	@.venv/bin/python benchmarks/bench_full.py $(if $(SIZES),--sizes $(SIZES))

looks: setup-test site
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements-looks.txt
	@.venv/bin/python benchmarks/looks.py site .cache/looks

golden: setup-test
	@.venv/bin/python -m pytest -q -n 0 tests/test_golden.py --refresh-golden

lock:
	@python3 scripts/lock.py --upgrade

wheel: setup
	@.venv/bin/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

clean:
	rm -rf .venv .cache .pytest_cache .hypothesis
