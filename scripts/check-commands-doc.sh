#!/usr/bin/env bash
# docs/commands.md is what `mlir-rl reference` prints. Usage: check-commands-doc.sh MLIR_RL [--write]
set -euo pipefail
doc=$(dirname "$0")/../docs/commands.md
if [ "${2:-}" = --write ]; then
  "$1" reference >"$doc"
else
  "$1" reference | diff -u "$doc" - || {
    echo "docs/commands.md is out of date: run 'make docs'"
    exit 1
  }
fi
