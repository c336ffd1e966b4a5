# shellcheck shell=bash
# What ./run and ./test share. They source it from the root of the clone.

set -euo pipefail
exec </dev/null # nobody is asked anything

child=

say() { printf '%s\n' "$*"; }
stop() { say "$*" >&2; exit 1; }

# Run a program in a session of its own, so that whoever ends this script ends all of that too.
attend() {
    local status=0
    setsid "$@" &
    child=$!
    wait "$child" || status=$?
    child=
    return "$status"
}

end() {
    trap '' INT TERM HUP
    [ -z "$child" ] || { kill -- "-$child" "$child"; wait "$child"; } 2>/dev/null || true
    exit "$1"
}
trap 'end 130' INT
trap 'end 143' TERM
trap 'end 129' HUP

# Locks, sessions, mounts and the kernel's own bounds on strangers' files are Linux's.
[ "$(uname -s)" = Linux ] || stop "SOPKS runs on Linux, and this is $(uname -s): start it in a virtual machine" \
    "with Debian or Ubuntu, on Windows in WSL 2."

# Two set-ups of one clone take turns; unlock_setup lets the next one in.
lock_setup() {
    exec 9<.
    flock --nonblock 9 || { say "Waiting for another set-up of this clone ..."; attend flock 9; }
}
unlock_setup() { exec 9<&-; }

require_python() {
    command -v python3 >/dev/null || stop "SOPKS needs Python 3.11 or newer: no python3 here."
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        stop "SOPKS needs Python 3.11 or newer; python3 here is $(python3 -V)."
}

# provide GROUP ...: see to the Debian packages of these groups; fails when some stay missing.
provide() {
    local missing
    missing=$(python3 scripts/missing.py "$@")
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing $missing ..."
        # shellcheck disable=SC2086 # a list of names
        apt_install $missing
        missing=$(python3 scripts/missing.py "$@")
        [ -n "$missing" ] || return 0
    fi
    say "Missing: $missing. Install them, then start again:" \
        "sudo apt-get install --no-install-recommends $missing && $0" >&2
    return 1
}

# Not attended: apt-get is never stopped half-way. Its output matters only when it fails.
apt_install() {
    local output install=(apt-get install --quiet --yes --no-install-recommends "$@")
    export DEBIAN_FRONTEND=noninteractive
    output=$("${install[@]}" 2>&1) && return
    output=$(apt-get update --quiet 2>&1; "${install[@]}" 2>&1) || say "$output" >&2
}

# install_packages LOCK ...: make .venv and install the first lock, which includes the others.
# .venv/installed is written last and says for which Python, in which folder, from which locks;
# without it .venv is half-made and is made anew.
install_packages() {
    local python=.venv/bin/python stamp=.venv/installed
    if [ "$(head -n 2 $stamp 2>/dev/null)" = "$($python -V 2>/dev/null; pwd)" ]; then
        ! grep -qxF "$(sha256sum "$1")" $stamp || return 0
        rm $stamp
    else
        say "Making .venv ..."
        attend python3 -m venv --clear .venv || stop ".venv could not be made; see above."
    fi
    say "Installing the Python packages of $1, about half a minute ..."
    attend $python -m pip --quiet --disable-pip-version-check install --require-hashes --no-deps \
        --requirement "$1" || stop "The Python packages could not be installed; see above."
    sync --file-system .venv # it lasts before the stamp says that it is there
    { $python -V; pwd; sha256sum "$@"; } >$stamp.new
    mv $stamp.new $stamp
}

# install_node_packages FOLDER: install what its lock names, unless that is there already.
install_node_packages() {
    local there=$1/node_modules/.package-lock.json
    [ ! "$there" -nt "$1/package-lock.json" ] || return 0
    attend npm --prefix "$1" ci --silent || stop "The packages of $1 could not be installed."
}

compile_translations() {
    local po mo
    for po in locale/*/LC_MESSAGES/django.po; do
        mo=${po%.po}.mo
        if [ -e "$po" ] && [ ! "$mo" -nt "$po" ]; then
            attend pybabel --quiet compile --input-file="$po" --output-file="$mo.new"
            sync "$mo.new"
            mv "$mo.new" "$mo"
        fi
    done
}
