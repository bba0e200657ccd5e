#!/bin/sh
# Refreshes BorgUi.Web/wwwroot/lib from the versions pinned in eng/assets/package.json.
# The result is committed, so that neither building nor running BorgUi needs Node.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
lib="$here/../BorgUi.Web/wwwroot/lib"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$here/assets/package.json" "$here/assets/package-lock.json" "$work"
(cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
modules="$work/node_modules"

rm -rf "$lib"
mkdir -p "$lib/licences"

cp "$modules/htmx.org/dist/htmx.min.js" "$lib/htmx.min.js"
sed '/^\/\/# sourceMappingURL=/d' "$modules/@microsoft/signalr/dist/browser/signalr.min.js" > "$lib/signalr.min.js"
cp "$modules/uplot/dist/uPlot.iife.min.js" "$lib/uplot.min.js"
cp "$modules/uplot/dist/uPlot.min.css" "$lib/uplot.min.css"

# Pico goes into a cascade layer: whatever our own stylesheets say wins without a fight over specificity.
{
  printf '@layer pico {\n'
  sed 's/^@charset "UTF-8";//' "$modules/@picocss/pico/css/pico.min.css"
  printf '\n}\n'
} > "$lib/pico.layer.min.css"

cp "$modules/htmx.org/LICENSE" "$lib/licences/htmx.txt"
cp "$modules/@picocss/pico/LICENSE.md" "$lib/licences/pico.txt"
cp "$modules/uplot/LICENSE" "$lib/licences/uplot.txt"
cp "$here/assets/signalr-licence.txt" "$lib/licences/signalr.txt" # its package carries no text
