#!/bin/sh
# Set up .venv with the packages of a requirements file: sh scripts/setup.sh requirements.txt
# Where something is missing it prints the one line that installs it and exits 2.
set -u
requirements=$1

stop() {
    printf '%s\n' "$@" >&2
    exit 2
}

install_line() { # what to type here to get a Python with venv; $1 is the Python found, if any
    if [ -f /etc/debian_version ]; then
        case ${1-} in
            *python3.[0-9]*) echo "    sudo apt-get install $(basename "$1")-venv" ;;
            *) echo "    sudo apt-get install python3 python3-venv" ;;
        esac
    elif [ "$(uname -s)" = Darwin ]; then
        echo "    brew install python@3.13"
    elif command -v dnf >/dev/null 2>&1; then
        echo "    sudo dnf install python3"
    else
        echo "    install Python 3.11 or newer with venv: https://www.python.org/downloads/"
    fi
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if is_new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
}

# Commands in .venv/bin know where they were made: a folder that was moved needs them anew.
made_in=.venv/.made-in
if [ -f "$made_in" ] && [ "$(cat "$made_in")" != "$(cd .venv && pwd -P)" ]; then
    rm -rf .venv
fi

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    [ -n "$python" ] || stop "Python 3.11 or newer is needed and was not found. Install it:" "$(install_line)"
    "$python" -c 'import venv, ensurepip' >/dev/null 2>&1 ||
        stop "$python cannot make a virtual environment: its venv module is not complete. Install it:" "$(install_line "$python")"
    echo "Setting up .venv with $("$python" --version), once ..."
    rm -rf .venv
    if ! "$python" -m venv .venv || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        rm -rf .venv
        stop "$python made a virtual environment without pip. Install its venv module:" "$(install_line "$python")"
    fi
    (cd .venv && pwd -P) >"$made_in"
fi

watch() { # Signs of life, until it is ended: how far pip is with $2 packages, by its record $1, and for how long.
    seconds=0
    # It ends with the one who started it, too.
    while sleep 1 && kill -0 $$ 2>/dev/null; do
        seconds=$((seconds + 1))
        step="$(grep -cE '^(Collecting|Processing|Requirement already satisfied)' "$1") of $2 packages found"
        ! grep -q '^Installing collected' "$1" || step="unpacking $2 packages"
        # On a terminal one line that changes; in a log one line each half minute.
        if [ -t 1 ]; then
            printf '\r    %s, %s s ' "$step" "$seconds"
        elif [ $((seconds % 30)) = 0 ]; then
            echo "    $step, $seconds s"
        fi
    done
}

install() { # the packages of the file $1, which are $2
    record=.venv/.record
    : >"$record"
    watch "$record" "$2" 2>/dev/null &
    watcher=$!
    .venv/bin/python -m pip install --progress-bar off --disable-pip-version-check --require-hashes -r "$1" \
        >>"$record" 2>&1
    code=$?
    { kill "$watcher" && wait "$watcher"; } 2>/dev/null
    [ ! -t 1 ] || printf '\r%60s\r' ''
    [ $code = 0 ] || tail -n 20 "$record" >&2
    rm -f "$record"
    return $code
}

ready=.venv/.ready-$(basename "$requirements" .txt)
if ! cmp -s "$requirements" "$ready"; then
    count=$(grep -cE '^[A-Za-z0-9./]' "$requirements")
    minutes=$((count / 60 + 1))
    echo "Installing the $count packages of $requirements, once: up to $minutes min ..."
    rm -f "$ready"
    # Another wheel of the program with the same version would be taken for the one that is there.
    ! grep -q '^\./program/' "$requirements" ||
        .venv/bin/python -m pip uninstall --quiet --yes --disable-pip-version-check newsdesk >/dev/null 2>&1
    start=$(date +%s)
    install "$requirements" "$count" ||
        stop "The packages could not be installed: see above. Is there a network connection? Try again:" "    make"
    cp "$requirements" "$ready"
    echo "Installed in $(($(date +%s) - start)) s."
fi
