#!/bin/sh
# Check everything, and compare with a revision so that nothing published changes silently:
# sh scripts/check-since.sh REV, or sh scripts/check-since.sh --deployed ADDRESS to compare with what is deployed
# there. Where there was nothing before, as on the first push, only check. A revision that cannot be found is an
# error, exit 2.
set -u
base=${1-}
if [ "$base" = --deployed ]; then
    base=$(sh scripts/deployed.sh "$2") || exit 2
fi
since=
case $base in
    *[!0]*)
        if ! git rev-parse --git-dir >/dev/null 2>&1; then
            echo "This is no git checkout, so nothing can be compared with $base. Run it in a clone." >&2
            exit 2
        fi
        # A branch that was written anew no longer leads to what it was: the host may have it still.
        git cat-file -e "$base^{commit}" 2>/dev/null || git fetch --quiet origin "$base" 2>/dev/null || true
        if ! git cat-file -e "$base^{commit}" 2>/dev/null; then
            echo "$base is not in this repository, so nothing can be compared with it." >&2
            if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
                echo "Fetch its branch whole (in a workflow: fetch-depth: 0)." >&2
            else
                printf '%s\n' "The branch was written anew since, and the host no longer has what it was." \
                    "Name what is deployed by hand: a revision that is here, or \"nothing\"." \
                    "On GitHub: Actions, Deploy, Run workflow. On GitLab: New pipeline, with the variable SINCE." >&2
            fi
            exit 2
        fi
        since="--since $base"
        ;;
    *) echo "There is no earlier revision to compare with: only checking." >&2 ;;
esac
format=text
[ -n "${GITHUB_ACTIONS-}" ] && format=github
# The program inside, or the package.
program=.venv/bin/newsdesk
[ -f build_digest.py ] && program=".venv/bin/python build_digest.py"
# shellcheck disable=SC2086 # two words, one, or none
exec $program check $since --format "$format"
