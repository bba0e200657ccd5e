#!/usr/bin/env bash
# Finds what BorgUi needs on this machine and installs what is missing; says nothing when nothing is.
#   eng/prerequisites.sh run     to run BorgUi
#   eng/prerequisites.sh test    to test it: also a browser and an SSH server
# BorgUi runs its own PostgreSQL and Redis: no service of the system is used, started or stopped here.
set -euo pipefail

readonly policy=/usr/sbin/policy-rc.d
readonly no_cluster=/etc/postgresql-common/createcluster.d/borgui.conf

main() {
    case "${1:-run}" in
        run | test) require_dotnet && provide "${1:-run}" ;;
        install) install_packages "${@:2}" ;;
        *) fail "eng/prerequisites.sh knows 'run' and 'test', not '$1'." ;;
    esac
}

fail() {
    echo "$*" >&2
    exit 1
}

has() {
    command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ]
}

has_postgres() {
    has postgres || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || compgen -G '/usr/pgsql-*/bin/postgres' >/dev/null
}

require_dotnet() {
    has dotnet && grep -q '^10\.' <<<"$(dotnet --list-sdks)" ||
        fail "BorgUi needs the .NET SDK 10, which is not installed here. Get it from https://dotnet.microsoft.com/download"
}

missing_packages() {
    has borg || echo borgbackup
    has_postgres || echo postgresql
    has redis-server || has valkey-server || echo redis-server
    has ssh || echo openssh-client
    has setpriv || echo util-linux
    if [ "$1" = test ]; then
        has chromium || has chromium-browser || has google-chrome || echo chromium
        has sshd || echo openssh-server
    fi
}

provide() {
    local packages
    mapfile -t packages < <(missing_packages "$1")
    if [ "${#packages[@]}" -eq 0 ]; then
        return
    fi

    has apt-get || fail "BorgUi needs ${packages[*]}. These are the names of Debian's packages: install the like of them with your package manager."
    if [ "$(id -u)" -eq 0 ]; then
        echo "Installing ${packages[*]} …" >&2
        install_packages "${packages[@]}"
    elif has sudo && sudo -n true 2>/dev/null; then
        echo "Installing ${packages[*]} …" >&2
        sudo -n "$(realpath "${BASH_SOURCE[0]}")" install "${packages[@]}"
    else
        fail "BorgUi needs these packages, and you may not install them: ${packages[*]}. Ask an administrator for: apt-get install ${packages[*]}"
    fi

    mapfile -t packages < <(missing_packages "$1")
    [ "${#packages[@]}" -eq 0 ] || fail "apt-get installed everything, and still these are not found: ${packages[*]}"
}

install_packages() {
    exec 9<"${BASH_SOURCE[0]}"
    flock 9
    local log
    log=$(mktemp)
    forbid_services
    trap 'allow_services' EXIT
    export DEBIAN_FRONTEND=noninteractive
    if ! { apt-get -q update && apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 install "$@"; } </dev/null >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        fail "apt-get could not install $*."
    fi

    rm -f "$log"
    keep_services_off "$@"
}

# A package starts its service while it is installed, unless policy-rc.d answers 101; and postgresql makes a cluster.
forbid_services() {
    # One of ours that a killed run left behind is not worth keeping.
    if [ -e "$policy" ] && ! grep -q BorgUi "$policy"; then
        mv "$policy" "$policy.borgui-saved"
    fi
    printf '#!/bin/sh\n# BorgUi installs packages just now and does not want their services.\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    mkdir -p "${no_cluster%/*}"
    echo 'create_main_cluster = false' >"$no_cluster"
}

allow_services() {
    rm -f "$policy" "$no_cluster"
    if [ -e "$policy.borgui-saved" ]; then
        mv "$policy.borgui-saved" "$policy"
    fi
}

# Nor shall they start with the machine; they were not here before, so nobody counts on them.
keep_services_off() {
    local package unit
    has systemctl || return 0
    for package in "$@"; do
        case "$package" in
            redis-server) unit=redis-server.service ;;
            postgresql) unit=postgresql.service ;;
            openssh-server) unit=ssh.service ;;
            *) continue ;;
        esac
        systemctl disable "$unit" >/dev/null 2>&1 || true
    done
}

main "$@"
