#!/usr/bin/env bash
# Installs the build into a fresh prefix, builds examples/embed against it, runs it on a shipped program.
# Usage: test-embed.sh BUILD_FOLDER CXX_COMPILER
set -euo pipefail
build=$1
compiler=$2
root=$(cd "$(dirname "$0")/.." && pwd)
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

cmake --install "$build" --prefix "$temporary/prefix" >"$temporary/install.log" || {
  cat "$temporary/install.log"
  exit 1
}
mlir_dir=$(sed -n 's/^MLIR_DIR:[A-Z]*=//p' "$build/CMakeCache.txt")
cmake -S "$root/examples/embed" -B "$temporary/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
  -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_PREFIX_PATH="$temporary/prefix" -DMLIR_DIR="$mlir_dir"
cmake --build "$temporary/build"

program=$root/benchmarks/ops/matmul_512.mlir
output=$("$temporary/build/embed" "$program")
echo "$output"
grep -q "linalg.matmul" <<<"$output"

# The installed program starts and finds its libraries without the build folder's help.
"$temporary/prefix/bin/mlir-rl" --version
# Bad input reaches the caller as a value.
if "$temporary/build/embed" "$root/no-such-file.mlir" 2>"$temporary/error"; then exit 1; fi
grep -q "no-such-file.mlir" "$temporary/error"
