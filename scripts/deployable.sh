#!/bin/sh
# Makes site/ ready for an address: sh scripts/deployable.sh ADDRESS. Everything is checked and compared with what is
# deployed there, then built, and the site says from which revision: revision.txt. What follows the address goes to the
# build: --merge years.
set -eu
if ! git rev-parse --git-dir >/dev/null 2>&1; then
    echo "This is no git checkout, so nothing here has a revision. Run it in a clone." >&2
    exit 2
fi
if ! git diff --quiet HEAD --; then
    echo "Something here is not committed, so the site could not say what it was built from. Commit it first." >&2
    exit 2
fi
there=$(sh scripts/deployed.sh "${1:?"Usage: sh scripts/deployable.sh ADDRESS [OPTION ...]"}")
SINCE=${there:-nothing} sh scripts/check-since.sh --deployed "$1"
shift
# What is put there for the first time is published, whether or not a week was ever closed: somebody answers for it.
first=
[ -n "$there" ] || first=--first
pdf=
! .venv/bin/python -c 'import importlib.util as u, sys; sys.exit(not u.find_spec("weasyprint"))' || pdf=--pdf
program=.venv/bin/newsdesk
[ ! -f build_digest.py ] || program=".venv/bin/python build_digest.py"
# shellcheck disable=SC2086 # two words or one; one or none
$program build $first $pdf "$@"
git rev-parse HEAD >site/revision.txt
echo "Ready: site/, from revision $(git rev-parse --short HEAD)."
