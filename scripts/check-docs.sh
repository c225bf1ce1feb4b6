#!/usr/bin/env bash
# docs/commands.md is what `mlir-rl reference` prints, the part of docs/schedules.md between its two marks what
# `mlir-rl reference --schedules` prints. Usage: check-docs.sh MLIR_RL [--write]
set -euo pipefail
docs=$(cd "$(dirname "$0")/../docs" && pwd)
made=$(mktemp -d)
trap 'rm -r "$made"' EXIT

"$1" reference >"$made/commands.md"
"$1" reference --schedules >"$made/kinds"
{
  sed '/^<!-- kinds -->$/q' "$docs/schedules.md"
  cat "$made/kinds"
  sed -n '/^<!-- end of kinds -->$/,$p' "$docs/schedules.md"
} >"$made/schedules.md"

for doc in commands.md schedules.md; do
  if [ "${2:-}" = --write ]; then
    cp "$made/$doc" "$docs/$doc"
  else
    diff -u "$docs/$doc" "$made/$doc" || {
      echo "docs/$doc is out of date: run 'make docs'"
      exit 1
    }
  fi
done
