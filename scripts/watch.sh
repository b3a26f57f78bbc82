#!/bin/sh
# The weekly look at pages that are cited: what has changed there goes into digests/watch.yaml, on a branch of its own
# that a person merges. Run again before that, it goes on from what the branch says already.
#
#   REMOTE  where to push: a remote or the path of a repository; default: origin if there is one
#   BRANCH  the branch; default: watch
#   PAUSE   seconds between two requests to one host; default: 2
set -eu
if ! git rev-parse --verify --quiet HEAD >/dev/null 2>&1; then
    echo "There is no commit here to compare with. Begin with: git init -b main && git add . && git commit" >&2
    exit 1
fi
remote=${REMOTE:-$(git remote | grep -x origin || true)}
branch=${BRANCH:-watch}
file=digests/watch.yaml
start=$(git symbolic-ref --quiet --short HEAD || git rev-parse HEAD)
report=${TMPDIR:-/tmp}/watch-report.$$
trap 'rm -f "$report"' EXIT

newsdesk() { # the program inside, or the package
    if [ -f build_digest.py ]; then .venv/bin/python build_digest.py "$@"; else .venv/bin/newsdesk "$@"; fi
}

as_us() { # git, with a name where none is set
    name=$(git config user.name || echo "Weekly look")
    mail=$(git config user.email || echo "watch@localhost")
    git -c "user.name=$name" -c "user.email=$mail" "$@"
}

undo() { # the file as it was committed; whatever else is changed here is nobody's business
    git reset --quiet -- "$file" 2>/dev/null || true
    if git cat-file -e "HEAD:$file" 2>/dev/null; then git checkout --quiet -- "$file"; else rm -f "$file"; fi
}

[ -z "$(git status --porcelain -- digests)" ] || { echo "Commit or drop what is changed in digests first." >&2; exit 1; }
at=$(git symbolic-ref --quiet HEAD || true)
if [ -n "$remote" ] && [ -n "$at" ] && git fetch --quiet --no-tags "$remote" "$at" 2>/dev/null; then
    if ! git merge-base --is-ancestor HEAD FETCH_HEAD; then
        echo "What was committed here and is not at $remote would go out with the branch $branch. Push it first." >&2
        exit 1
    fi
fi
before=HEAD
if [ -n "$remote" ] && git fetch --quiet "$remote" "refs/heads/$branch" 2>/dev/null; then
    # Nobody has merged it yet: what it says is not lost.
    if ! git merge-base --is-ancestor FETCH_HEAD HEAD && git checkout --quiet FETCH_HEAD -- "$file" 2>/dev/null; then
        before=FETCH_HEAD
    fi
fi
newsdesk watch --pause "${PAUSE:-2}" >"$report" || { cat "$report"; undo; exit 1; }
cat "$report"
git add -- digests
if git diff --cached --quiet "$before" -- "$file"; then
    undo
    echo "Nothing has changed."
    exit 0
fi
git checkout --quiet -B "$branch"
title="Look again at cited pages"
{ echo "$title"; echo; cat "$report"; } | as_us commit --quiet -F - -- "$file"
echo "Committed $(git rev-parse --short HEAD) on $branch."
[ -n "$remote" ] || { git checkout --quiet "$start"; exit 0; }
if [ -n "${GITLAB_CI-}" ]; then
    git push --quiet --force -o merge_request.create -o "merge_request.title=$title" "$remote" "HEAD:refs/heads/$branch"
else
    git push --quiet --force "$remote" "HEAD:refs/heads/$branch"
fi
echo "Pushed $branch to $remote."
if [ -n "${GITHUB_REPOSITORY-}" ] && command -v gh >/dev/null 2>&1; then
    open=$(gh pr list --head "$branch" --state open --json number --jq length)
    if [ "$open" = 0 ]; then
        gh pr create --head "$branch" --title "$title" --body-file "$report"
    else
        gh pr edit "$branch" --body-file "$report"
    fi
fi
git checkout --quiet "$start"
