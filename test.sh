#!/usr/bin/env bash
# Builds everything and runs the tests: ./test.sh [--slow] [part of a test's full name]
# --slow runs those that take minutes by a real clock, and only those.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

speed='Speed!=Slow'
if [ "${1:-}" = --slow ]; then
    speed='Speed=Slow'
    shift
fi
readonly filter="$speed${1:+&FullyQualifiedName~$1}"
readonly at_once=2

results=$(mktemp -d)
readonly results
trap 'rm -rf "$results"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

run_project() {
    local name started=$SECONDS
    name=$(basename "$1")
    if dotnet test "$1" --no-build --results-directory "$results" --logger "trx;LogFileName=$name.trx" \
        --logger 'console;verbosity=minimal' --blame-hang-timeout 15m --blame-hang-dump-type none \
        --filter "$filter" </dev/null >"$results/$name.log" 2>&1; then
        echo "$name: $((SECONDS - started)) s"
        return
    fi

    cat "$results/$name.log"
    if [ "$(count failed "$results/$name.trx")" -eq 0 ]; then
        echo "$name did not run to its end."
        touch "$results/$name.crashed"
    fi
}

# Adds up one of the counters of trx files: <Counters total="9" executed="8" passed="8" failed="0" …
count() {
    local counter=$1 file
    for file in "${@:2}"; do
        if [ -f "$file" ]; then
            sed -n "s/.*<Counters [^>]*\b$counter=\"\([0-9]*\)\".*/\1/p" "$file"
        fi
    done | awk '{ sum += $1 } END { print sum + 0 }'
}

eng/prerequisites.sh test

# One compiler for all projects: each new one would have to warm up itself and the analyzers again. Nobody needs it afterwards.
compiler=borgui-$$
readonly compiler
end_compiler() {
    grep -lsz -- "-pipename:$compiler" /proc/[0-9]*/cmdline | cut -d/ -f3 | xargs -r kill 2>/dev/null || true
}
trap 'end_compiler; rm -rf "$results"' EXIT
dotnet build BorgUi.sln --verbosity quiet -nodeReuse:false -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler" -consoleLoggerParameters:NoSummary </dev/null
end_compiler

# The longest first, for the others fit beside it; the whole system with a browser last, with the machine for itself.
readonly longest=tests/BorgUi.Worker.Tests whole_system=tests/BorgUi.AppHost.Tests
run_project "$longest" &
for project in tests/*.Tests; do
    [ "$project" != "$longest" ] && [ "$project" != "$whole_system" ] || continue
    while [ "$(jobs -rp | wc -l)" -ge "$at_once" ]; do
        wait -n
    done
    run_project "$project" &
done
wait
run_project "$whole_system"

shopt -s nullglob
trx=("$results"/*.trx)
crashes=("$results"/*.crashed)
passed=$(count passed "${trx[@]}")
failed=$(($(count failed "${trx[@]}") + ${#crashes[@]}))
skipped=$(($(count total "${trx[@]}") - $(count executed "${trx[@]}")))

if [ "$passed" -eq 0 ] && [ "$failed" -eq 0 ]; then
    echo "No test ran."
    failed_run=yes
fi

echo "$passed passed, $failed failed$([ "$skipped" -eq 0 ] || echo ", $skipped skipped")"
[ "$failed" -eq 0 ] && [ -z "${failed_run:-}" ]
