#!/usr/bin/env bash
# Builds BorgUi and runs all of it, with a PostgreSQL and a Redis of its own, until Ctrl+C.
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: ./run.sh [--data DIR] [--port N] [--workers N] [--bind ADDRESS] [--restore-self FOLDER]

  --data DIR       where everything is kept (default: .data beside this script)
  --port N         the port of the web pages (default: 8080)
  --workers N      how many workers run jobs, each two backups at a time (default: 1)
  --bind ADDRESS   who may reach the web pages: localhost (default), an address of this machine, or * for everybody
  --restore-self FOLDER
                   brings BorgUi back from a backup of itself, the folder borgui-self that borg extracted, into a new DIR
TEXT
}

reject() {
    echo "$*" >&2
    usage >&2
    exit 2
}

# The backup's master key is there before the first start would make another one. A key that is there already stays; then
# restore-self refuses if it is not the same.
keep_key_of() {
    local key
    key=$(cat "$1/secret-key") || exit 1
    [[ $key != *[\"\\]* ]] || reject "The key in $1/secret-key holds a quote or a backslash: write it as secret-key into $data/parameters.json yourself."
    [ -d "$data" ] || mkdir -p -m 711 "$data"
    if [ ! -e "$data/parameters.json" ]; then
        (umask 077 && printf '{ "secret-key": "%s" }\n' "$key" >"$data/parameters.json")
    fi
}

absolute() {
    case "$1" in
        /*) echo "$1" ;;
        *) echo "$PWD/$1" ;;
    esac
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
data=$root/.data
backup=
options=()

while [ $# -gt 0 ]; do
    case "$1" in
        -h | --help)
            usage
            exit 0
            ;;
        --*=*)
            set -- "${1%%=*}" "${1#*=}" "${@:2}"
            continue
            ;;
        --data | --port | --workers | --bind | --restore-self)
            [ -n "${2:-}" ] || reject "$1 needs a value."
            ;;
        *) reject "BorgUi does not know '$1'." ;;
    esac

    case "$1" in
        --data) data=$2 ;;
        --restore-self) backup=$2 ;;
        --bind) options+=("$1" "$2") ;;
        *)
            [[ $2 =~ ^[1-9][0-9]{0,4}$ ]] || reject "$1 needs a number, not '$2'."
            options+=("$1" "$2")
            ;;
    esac
    shift 2
done

data=$(absolute "$data")
if [ -n "$backup" ]; then
    backup=$(absolute "$backup")
    [ ! -d "$backup/borgui-self" ] || backup=$backup/borgui-self
    keep_key_of "$backup"
    options+=(--restore-self "$backup")
fi

cd "$root"
eng/prerequisites.sh run
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build BorgUi.AppHost --configuration Release --verbosity quiet -nodeReuse:false -p:UseSharedCompilation=false -consoleLoggerParameters:NoSummary </dev/null
exec dotnet BorgUi.AppHost/bin/Release/net10.0/BorgUi.AppHost.dll --data "$data" "${options[@]}"
