#!/bin/sh
# The weekly run: closes the weeks that are due. Each edition that goes out is committed, built, packed as a release
# and tagged by itself; then all is pushed. Run again it does what is left to do, and nothing if nothing is.
# What cannot go out is said, and does not hold up what can: the run fails at its end.
#
#   REMOTE    where to push: a remote or the path of a repository; default: origin if there is one
#   RELEASES  where releases are packed; default: .cache/releases
#   ARCHIVE_SECONDS  how long, after that, an archive is asked for the copies that are missing; default: not at all
set -eu
releases=${RELEASES:-.cache/releases}
remote=${REMOTE:-$(git remote | grep -x origin || true)}
branch=$(git symbolic-ref --quiet HEAD || echo refs/heads/main)
before=$(git rev-parse HEAD)

newsdesk() { # the program inside, or the package
    if [ -f build_digest.py ]; then .venv/bin/python build_digest.py "$@"; else .venv/bin/newsdesk "$@"; fi
}

as_us() { # git, with a name where none is set
    name=$(git config user.name || echo "Weekly digest")
    mail=$(git config user.email || echo "weekly@localhost")
    git -c "user.name=$name" -c "user.email=$mail" "$@"
}

built=
build() { # once, with PDFs where WeasyPrint is installed
    [ -z "$built" ] || return 0
    pdf=
    ! .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1 || pdf=--pdf
    # shellcheck disable=SC2086 # one word, or none
    newsdesk build $pdf
    built=yes
}

pack() { # the release of an edition, if it is not there
    [ -f "$releases/$1/SHA256SUMS" ] || { build; newsdesk release "$1" --to "$releases/$1"; }
}

commit_of() { # the commit that brought an edition: the one that is tagged
    week=$(printf '%s' "${1%-*}" | tr w W)
    git log --diff-filter=A --format=%H -- "digests/$week/_edition-${1##*-}.md" | tail -n 1
}

tag() { # all editions that have no tag yet: until it stands, everything about an edition is made anew
    for edition in $(newsdesk release --list); do
        ! git rev-parse --quiet --verify "refs/tags/$edition" >/dev/null || continue
        rm -rf "${releases:?}/$edition"
        pack "$edition"
        commit=$(commit_of "$edition")
        as_us tag --annotate --file "$releases/$edition/notes.md" --cleanup=verbatim "$edition" "${commit:-HEAD}"
        open="$open $edition"
    done
}

[ -z "$remote" ] || git fetch --quiet --tags "$remote" 2>/dev/null || true
open=
failed=0
while :; do
    said=$(newsdesk week --due --one) || failed=$?
    [ -z "$said" ] || printf '%s\n' "$said"
    [ "$failed" = 0 ] && [ -n "$(git status --porcelain -- digests)" ] || break
    subject=$(printf '%s\n' "$said" | sed -n 's/^Published \(.*, edition [0-9]*\): .*/Publish \1/p' | head -n 1)
    git add -- digests
    as_us commit --quiet -m "${subject:-Publish the weekly digest}" -- digests
    echo "Committed $(git rev-parse --short HEAD)."
    built=
    tag
done
# Where nothing could go out, nothing is pushed either.
[ "$failed" = 0 ] || [ -n "$open" ] || exit "$failed"
# Editions that an earlier run has left without a tag.
tag

# Copies of pages are no new edition. What an archive does not have yet, the next run asks for.
if [ -n "${ARCHIVE_SECONDS-}" ] && [ -z "$(git status --porcelain -- digests)" ]; then
    newsdesk archive --seconds "$ARCHIVE_SECONDS" || echo "The next run asks again for archived copies."
    if [ -n "$(git status --porcelain -- digests)" ]; then
        git add -- digests
        as_us commit --quiet -m "Name archived copies" -- digests
        echo "Committed $(git rev-parse --short HEAD)."
    fi
fi

if [ -n "$remote" ]; then
    # All or nothing: the commit and its tags arrive together.
    git push --quiet --atomic "$remote" "HEAD:$branch" --tags
    echo "Pushed to $remote."
fi

# A host with releases gets one for each edition that it does not have.
if [ -n "${GITHUB_REPOSITORY-}" ] && command -v gh >/dev/null 2>&1; then
    there=$(gh release list --limit 1000 --json tagName --jq '.[].tagName')
    for edition in $(newsdesk release --list); do
        if ! printf '%s\n' "$there" | grep -qx "$edition"; then
            pack "$edition"
            gh release create "$edition" --verify-tag --title "$edition" \
                --notes-file "$releases/$edition/notes.md" "$releases/$edition"/*
        fi
    done
fi

changed=false
if [ "$(git rev-parse HEAD)" != "$before" ] || [ -n "$open" ]; then changed=true; fi
[ -z "${GITHUB_OUTPUT-}" ] || printf '%s\n' "changed=$changed" "commit=$(git rev-parse HEAD)" >>"$GITHUB_OUTPUT"
if [ "$changed" = true ]; then echo "Published:${open:- nothing new}."; else echo "Nothing has changed."; fi
exit "$failed"
