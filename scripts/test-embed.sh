#!/usr/bin/env bash
# Installs the build into a fresh prefix, builds examples/embed against it, runs it on a shipped program.
# Usage: test-embed.sh BUILD_FOLDER CXX_COMPILER
set -euo pipefail
build=$1
compiler=$2
root=$(cd "$(dirname "$0")/.." && pwd)
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

# Shows a command's output only when it fails.
quietly() {
  "$@" >"$temporary/log" 2>&1 || {
    cat "$temporary/log"
    exit 1
  }
}

quietly cmake --install "$build" --prefix "$temporary/prefix"
mlir_dir=$(sed -n 's/^MLIR_DIR:[A-Z]*=//p' "$build/CMakeCache.txt")
quietly cmake -S "$root/examples/embed" -B "$temporary/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
  -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_PREFIX_PATH="$temporary/prefix" -DMLIR_DIR="$mlir_dir"
quietly cmake --build "$temporary/build"

program=$root/benchmarks/ops/matmul_512.mlir
output=$("$temporary/build/embed" "$program")
echo "$output"
grep -Eq '^  linalg\.[a-z_]+, 3 loops$' <<<"$output"

# The installed program starts and finds its libraries without the build folder's help.
"$temporary/prefix/bin/mlir-rl" --version
# Bad input reaches the caller as a value.
if "$temporary/build/embed" "$root/no-such-file.mlir" 2>"$temporary/error"; then exit 1; fi
grep -q "no-such-file.mlir" "$temporary/error"
