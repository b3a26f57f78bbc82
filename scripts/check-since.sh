#!/bin/sh
# Check everything, and compare with a revision so that nothing published changes silently:
# sh scripts/check-since.sh REV. Without a revision that is known, as on the first push, only check.
set -u
base=${1-}
since=
if [ -n "$base" ] && git cat-file -e "$base^{commit}" 2>/dev/null; then
    since="--since $base"
fi
format=text
[ -n "${GITHUB_ACTIONS-}" ] && format=github
# The program inside, or the package.
program=.venv/bin/newsdesk
[ -f build_digest.py ] && program=".venv/bin/python build_digest.py"
# shellcheck disable=SC2086 # two words, one, or none
exec $program check $since --format "$format"
