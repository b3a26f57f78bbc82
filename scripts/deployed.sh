#!/bin/sh
# Prints the revision from which the site at an address was built, as its file revision.txt says:
# sh scripts/deployed.sh ADDRESS. Nothing where no site is yet. What cannot be known is an error, exit 2: what is
# deployed must never be taken for nothing because a network failed.
#
#   SINCE  what is deployed, where the site cannot say so: a revision, or "nothing"
set -eu
site=${1:?"Usage: sh scripts/deployed.sh ADDRESS"}
site=${site%/}

stop() {
    printf '%s\n' "$1" "Name what is deployed there by hand: a revision, or \"nothing\" before the first deployment." \
        "On GitHub: Actions, Deploy, Run workflow. On GitLab: New pipeline, with the variable SINCE." >&2
    exit 2
}

case ${SINCE-} in
    "") ;;
    nothing) exit 0 ;;
    *)
        printf '%s\n' "$SINCE"
        exit 0
        ;;
esac

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

fetch() { # the status of the answer; 000 where there was none. A question mark keeps caches out of it.
    curl --silent --show-error --location --max-time 60 --retry "${RETRIES:-4}" --retry-connrefused --retry-delay 5 \
        --output "$answer" --write-out '%{http_code}' "$1?$(date +%s)" || true
}

command -v curl >/dev/null 2>&1 || stop "curl is not installed, and $site was not asked what is deployed."
status=$(fetch "$site/revision.txt")
case $status in
    200) ;;
    404 | 410)
        status=$(fetch "$site/")
        case $status in
            404 | 410)
                echo "Nothing is deployed at $site yet: this is its first deployment." >&2
                exit 0
                ;;
        esac
        stop "The site at $site does not say from which revision it was built: it has no revision.txt."
        ;;
    *) stop "$site/revision.txt cannot be read (status $status), so nobody knows what is deployed." ;;
esac
revision=$(tr -d ' \r\n' <"$answer" | head -c 100)
case $revision in
    "" | *[!0-9a-f]*) revision= ;;
esac
[ ${#revision} -eq 40 ] || [ ${#revision} -eq 64 ] || stop "$site/revision.txt does not hold a revision."
printf '%s\n' "$revision"
