#!/usr/bin/env bash
# clang-tidy on the files that differ from the main branch (or from the last commit, on main itself).
# Usage: tidy.sh BUILD_FOLDER [FILE...]
set -euo pipefail
build=$1
shift
cd "$(dirname "$0")/.."

if [ $# -eq 0 ]; then
  base=$(git merge-base HEAD origin/main 2>/dev/null || git rev-parse HEAD)
  [ "$base" != "$(git rev-parse HEAD)" ] || base=$(git rev-parse HEAD~1 2>/dev/null || echo HEAD)
  mapfile -t files < <({ git diff --name-only --diff-filter=d "$base"; git ls-files --others --exclude-standard; } | sort -u | grep '\.cc$' || true)
else
  files=("$@")
fi
# Only files the build compiles have flags to be read with.
known=()
for file in "${files[@]}"; do
  if grep -qF "\"$PWD/$file\"" "$build/compile_commands.json"; then known+=("$file"); fi
done
if [ ${#known[@]} -eq 0 ]; then
  echo "tidy: no changed source file"
  exit 0
fi
echo "tidy: ${#known[@]} files"
printf '%s\n' "${known[@]}" | xargs -P "$(nproc)" -n 1 clang-tidy-22 --quiet -p "$build"
echo "tidy: clean"
