#!/bin/sh
# The weekly run: closes the weeks that are due. Each edition that goes out is committed, built, packed as a release
# and tagged by itself; then all is pushed. Run again it does what is left to do, and nothing if nothing is.
# What cannot go out is said, and does not hold up what can: the run fails at its end.
#
# It works on what is committed, where the branch stands now, in a working copy of its own below .cache: what lies here
# uncommitted is neither published nor touched, and a run that was stopped leaves nothing behind.
#
#   REMOTE    where to push: a remote or the path of a repository; default: origin if there is one
#   RELEASES  where releases are packed; default: .cache/releases
#   ARCHIVE_SECONDS  how long, after that, an archive is asked for the copies that are missing; default: not at all
set -eu
tree=.cache/weekly
aside=refs/newsdesk/put-away

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

git rev-parse --verify --quiet HEAD >/dev/null 2>&1 ||
    stop "There is no commit here that could be published. Begin with: git init -b main && git add . && git commit"
releases=${RELEASES:-.cache/releases}
remote=${REMOTE:-$(git remote | grep -x origin || true)}
branch=$(git symbolic-ref --quiet HEAD || echo refs/heads/main)
# The collection there: it may be a folder of a larger repository.
home=$tree/$(git rev-parse --show-prefix)

program() { # the program inside, or the package
    if [ -f build_digest.py ]; then .venv/bin/python build_digest.py "$@"; else .venv/bin/newsdesk "$@"; fi
}

newsdesk() { # the same, on what is committed
    verb=$1
    shift
    program "$verb" --root "$home" "$@"
}

as_us() { # git there, with a name where none is set
    name=$(git config user.name || echo "Weekly digest")
    mail=$(git config user.email || echo "weekly@localhost")
    git -C "$home" -c "user.name=$name" -c "user.email=$mail" "$@"
}

there() { # where the branch stands at the remote; nothing where it has no such branch, or there is no remote
    [ -n "$remote" ] || return 0
    heads=$(git ls-remote "$remote" "$branch") ||
        stop "$remote cannot be reached, so nobody knows what is published there. Nothing was closed. Try again later."
    main=$(git ls-remote --symref "$remote" HEAD | sed -n 's/^ref: \(.*\)[[:space:]]HEAD$/\1/p')
    [ "${main:-$branch}" = "$branch" ] ||
        stop "Editions go out from ${main#refs/heads/}, and this is ${branch#refs/heads/}: git switch ${main#refs/heads/}"
    [ -z "$heads" ] || git fetch --quiet --no-tags "$remote" "$branch"
    # Its tags, beside our own: neither of two that are called the same stands in the way of the other.
    git fetch --quiet --no-tags --prune "$remote" "+refs/tags/*:refs/newsdesk/there/*"
    printf '%s' "${heads%%[!0-9a-f]*}"
}

is_ours() { # whether all that was committed here and is not at $1 comes from runs whose editions went out from elsewhere
    for commit in $(git rev-list "$1..HEAD"); do
        case $(git log -1 --format=%s "$commit") in
            "Publish "*", edition "* | "Name archived copies") ;;
            *) return 1 ;;
        esac
        for path in $(git diff-tree --no-commit-id --name-only --diff-filter=A -r "$commit"); do
            git cat-file -e "$1:$path" 2>/dev/null || return 1
        done
    done
}

put_away() { # a commit that is not at the remote, or a tag, is not lost: it has another name
    git update-ref "$aside/$1" "$2"
    echo "Put away $1, which never went out: git show $aside/$1" >&2
}

catch_up() { # the branch here goes to $1, which follows from it; what is uncommitted stays, or it stays where it is
    git symbolic-ref --quiet HEAD >/dev/null || return 0
    # Only what is the same there already, such as a week that was closed by hand.
    git diff --name-only --relative HEAD "$1" -- digests | while read -r path; do
        [ -f "$path" ] && [ "$(git hash-object -- "$path")" = "$(git rev-parse --quiet --verify "$1:./$path")" ] || continue
        git checkout --quiet HEAD -- "$path" 2>/dev/null || rm -f "$path"
    done
    git merge --quiet --ff-only "$1" >/dev/null 2>&1 && return 0
    echo "What is not committed here stands in the way of $(git rev-parse --short "$1"). Commit it, then: git pull" >&2
    return 1
}

begin() { # a working copy of where the branch is now
    base=$(git rev-parse HEAD)
    upstream=$(there)
    if [ -n "$upstream" ] && ! git merge-base --is-ancestor "$upstream" "$base"; then
        if ! git merge-base --is-ancestor "$base" "$upstream"; then
            is_ours "$upstream" || stop \
                "Here and at $remote different things were committed, so nothing was closed. Bring them together:" \
                "    git pull --rebase $remote ${branch#refs/heads/}" "then run this again."
            short=$(git rev-parse --short HEAD)
            git reset --quiet --keep "$upstream" ||
                stop "$short is published in another form at $remote. Commit what is changed here, and run this again."
            put_away "$short" "$base"
        elif ! git diff --quiet "$base" "$upstream" -- . ":(exclude)digests" ":(exclude)docs"; then
            # Perhaps there is another program now.
            catch_up "$upstream" || exit 1
            [ ! -f Makefile ] || exec make --no-print-directory weekly
            exec sh "$0"
        fi
        base=$upstream
    fi
    left=$(git status --porcelain --untracked-files=all -- digests | sed 's/^...//')
    if [ -n "$left" ]; then
        more=$(($(printf '%s\n' "$left" | wc -l) - 5))
        left=$(printf '%s\n' "$left" | head -n 5 | tr '\n' ' ')
        [ "$more" -le 0 ] || left="${left}and $more more"
        echo "Left aside, since it is not committed: $left" >&2
    fi
    git worktree remove --force "$tree" >/dev/null 2>&1 || rm -rf "$tree"
    git worktree prune
    mkdir -p .cache
    git worktree add --quiet --detach "$tree" "$base"
    trap 'git worktree remove --force "$tree"' EXIT
    # What was built before is known there, too.
    [ -e "$home/.cache" ] || ln -s "$(pwd -P)/.cache" "${home%/}/.cache"
}

built=
build() { # once, with PDFs where WeasyPrint is installed
    [ -z "$built" ] || return 0
    pdf=
    ! .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1 || pdf=--pdf
    # shellcheck disable=SC2086 # one word, or none
    newsdesk build --site site $pdf
    built=yes
}

pack() { # the release of an edition, if it is not there
    [ -f "$releases/$1/SHA256SUMS" ] || { build; newsdesk release "$1" --site site --to "$releases/$1"; }
}

is_on_branch() { # whether a tag stands on what goes out
    git merge-base --is-ancestor "$1^{commit}" "$(git -C "$home" rev-parse HEAD)" 2>/dev/null
}

commit_of() { # the commit that brought an edition: the one that is tagged
    week=$(printf '%s' "${1%-*}" | tr w W)
    git -C "$home" log --diff-filter=A --format=%H -- "digests/$week/_edition-${1##*-}.md" | tail -n 1
}

tag() { # all editions that have no tag yet: until it stands, everything about an edition is made anew
    for edition in $(newsdesk release --list); do
        ours=$(git rev-parse --quiet --verify "refs/tags/$edition" || true)
        theirs=$(git rev-parse --quiet --verify "refs/newsdesk/there/$edition" || true)
        if [ -n "$theirs" ]; then
            [ -z "$ours" ] || [ "$ours" = "$theirs" ] || put_away "$edition" "$ours"
            git update-ref "refs/tags/$edition" "$theirs"
            case $wrong in *" $edition "*) continue ;; esac
            is_on_branch "$theirs" && continue
            wrong="$wrong $edition "
            echo "$edition is tagged at $remote on a commit that is not on ${branch#refs/heads/}: git show $edition" >&2
            continue
        fi
        if [ -n "$ours" ] && is_on_branch "$ours"; then continue; fi
        if [ -n "$ours" ]; then
            put_away "$edition" "$ours"
            git update-ref -d "refs/tags/$edition"
        fi
        rm -rf "${releases:?}/$edition"
        pack "$edition"
        commit=$(commit_of "$edition")
        notes=$(cd "$releases/$edition" && pwd -P)/notes.md
        as_us tag --annotate --file "$notes" --cleanup=verbatim "$edition" "${commit:-HEAD}"
        open="$open $edition"
    done
}

commit() { # what was written there; its message
    git -C "$home" add -- digests
    as_us commit --quiet -m "$1" -- digests
    echo "Committed $(git -C "$home" rev-parse --short HEAD):"
    git -C "$home" diff-tree --no-commit-id --name-only -r HEAD | sed 's/^/  /'
}

has_written() {
    [ -n "$(git -C "$home" status --porcelain -- digests)" ]
}

begin
open=
wrong=
failed=0
while :; do
    said=$(newsdesk week --due --one) || failed=$?
    [ -z "$said" ] || printf '%s\n' "$said"
    [ "$failed" = 0 ] && has_written || break
    subject=$(printf '%s\n' "$said" | sed -n 's/^Published \(.*, edition [0-9]*\): .*/Publish \1/p' | head -n 1)
    commit "${subject:-Publish the weekly digest}"
    built=
    tag
done
# Where nothing could go out, nothing is pushed either.
[ "$failed" = 0 ] || [ -n "$open" ] || exit "$failed"
# Editions that an earlier run has left without a tag.
tag

# Copies of pages are no new edition. What an archive does not have yet, the next run asks for.
if [ -n "${ARCHIVE_SECONDS-}" ] && ! has_written; then
    newsdesk archive --seconds "$ARCHIVE_SECONDS" || echo "The next run asks again for archived copies."
    ! has_written || commit "Name archived copies"
fi

tip=$(git -C "$home" rev-parse HEAD)
if [ -n "$remote" ]; then
    # What is called as an edition and is not there; no tag of anybody's own.
    new=
    for edition in $(newsdesk release --list); do
        git rev-parse --quiet --verify "refs/newsdesk/there/$edition" >/dev/null || new="$new refs/tags/$edition"
    done
    if [ "$tip" != "$base" ] || [ -n "$new" ]; then
        # All or nothing: the commit and its tags arrive together.
        # shellcheck disable=SC2086 # one word for each tag
        if ! git push --quiet --atomic "$remote" "$tip:$branch" $new; then
            for edition in $open; do git update-ref -d "refs/tags/$edition"; done
            # Somebody was faster: what is left to do is worked out anew, from what is there now.
            [ "$(there)" != "$upstream" ] && [ "${AGAIN:-0}" -lt 3 ] ||
                stop "$remote did not take it, and nothing has changed here. Run this again."
            echo "$remote has changed in the meantime: once more."
            AGAIN=$((${AGAIN:-0} + 1))
            export AGAIN
            exec sh "$0"
        fi
        echo "Pushed to $remote."
    fi
fi
catch_up "$tip" || true

# A host with releases gets one for each edition that it does not have.
if [ -n "${GITHUB_REPOSITORY-}" ] && command -v gh >/dev/null 2>&1; then
    on_host=$(gh release list --limit 1000 --json tagName --jq '.[].tagName')
    for edition in $(newsdesk release --list); do
        if ! printf '%s\n' "$on_host" | grep -qx "$edition"; then
            pack "$edition"
            gh release create "$edition" --verify-tag --title "$edition" \
                --notes-file "$releases/$edition/notes.md" "$releases/$edition"/*
        fi
    done
fi

changed=false
if [ "$tip" != "$base" ] || [ -n "$open" ]; then changed=true; fi
[ -z "${GITHUB_OUTPUT-}" ] || printf '%s\n' "changed=$changed" "commit=$tip" >>"$GITHUB_OUTPUT"
if [ "$changed" = true ]; then echo "Published:${open:- nothing new}."; else echo "Nothing has changed."; fi
[ -z "$wrong" ] || [ "$failed" != 0 ] || failed=1
exit "$failed"
