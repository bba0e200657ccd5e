#!/usr/bin/env bash
# Builds BorgUi and runs all of it, with a PostgreSQL and a Redis of its own, until Ctrl+C.
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: ./run.sh [--data DIR] [--port N] [--workers N] [--bind ADDRESS]

  --data DIR       where everything is kept (default: .data beside this script)
  --port N         the port of the web pages (default: 8080)
  --workers N      how many workers run jobs, each two backups at a time (default: 1)
  --bind ADDRESS   who may reach the web pages: localhost (default), an address of this machine, or * for everybody
TEXT
}

reject() {
    echo "$*" >&2
    usage >&2
    exit 2
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
data=$root/.data
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
        --data | --port | --workers | --bind)
            [ -n "${2:-}" ] || reject "$1 needs a value."
            ;;
        *) reject "BorgUi does not know '$1'." ;;
    esac

    case "$1" in
        --data) data=$2 ;;
        --bind) options+=("$1" "$2") ;;
        *)
            [[ $2 =~ ^[1-9][0-9]{0,4}$ ]] || reject "$1 needs a number, not '$2'."
            options+=("$1" "$2")
            ;;
    esac
    shift 2
done

case "$data" in
    /*) ;;
    *) data=$PWD/$data ;;
esac

cd "$root"
eng/prerequisites.sh run
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build BorgUi.AppHost --configuration Release --verbosity quiet -nodeReuse:false -p:UseSharedCompilation=false -consoleLoggerParameters:NoSummary </dev/null
exec dotnet BorgUi.AppHost/bin/Release/net10.0/BorgUi.AppHost.dll --data "$data" "${options[@]}"
