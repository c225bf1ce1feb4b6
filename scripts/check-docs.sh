#!/usr/bin/env bash
# docs/commands.md is what `mlir-rl reference` prints, the part of docs/schedules.md between its two marks what
# `mlir-rl reference --schedules` prints, likewise docs/generate.md and `--families`; configs/example.json is what
# `--train-config` prints; docs/kernels-subset.md is what `mlir-rl kernels subset` prints. Usage: check-docs.sh MLIR_RL [--write]
set -euo pipefail
docs=$(cd "$(dirname "$0")/../docs" && pwd)
made=$(mktemp -d)
trap 'rm -r "$made"' EXIT

"$1" reference >"$made/commands.md"
# NAME MARK: docs/NAME.md with what lies in $made/MARK between <!-- MARK --> and <!-- end of MARK -->.
filled() {
  sed "/^<!-- $2 -->\$/q" "$docs/$1.md"
  cat "$made/$2"
  sed -n "/^<!-- end of $2 -->\$/,\$p" "$docs/$1.md"
}
"$1" reference --schedules >"$made/kinds"
"$1" reference --train-config >"$made/example.json"
"$1" reference --families >"$made/families"
"$1" kernels subset >"$made/kernels-subset.md"
filled schedules kinds >"$made/schedules.md"
filled generate families >"$made/generate.md"

for doc in docs/commands.md docs/schedules.md docs/generate.md docs/kernels-subset.md configs/example.json; do
  file=$docs/../$doc
  if [ "${2:-}" = --write ]; then
    cp "$made/${doc##*/}" "$file"
  else
    diff -u "$file" "$made/${doc##*/}" || {
      echo "$doc is out of date: run 'make docs'"
      exit 1
    }
  fi
done
