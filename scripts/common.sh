# shellcheck shell=bash
# Shared by the scripts of this folder; sourced, not run.

say() { printf '\n== %s\n' "$*"; }
die() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# The project is written for g++ 12; Ubuntu 22.04 calls its newer compiler g++-12.
choose_compiler() {
    local major
    [[ -z ${CXX:-} ]] || return 0
    major=$(g++ -dumpversion 2>/dev/null | cut -d. -f1) || true
    if ((${major:-0} < 12)) && have g++-12; then
        export CXX=g++-12
    fi
}
