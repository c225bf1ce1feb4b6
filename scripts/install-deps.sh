#!/usr/bin/env bash
# Installs the Debian packages that building, testing and running need. Does nothing when all are there.
# Usage: install-deps.sh [--list | MORE_PACKAGE...]
# Exit 3: it cannot be done here; the message says what to do instead.
set -euo pipefail

packages=(
  # compiler and MLIR
  libmlir-22-dev mlir-22-tools llvm-22-dev llvm-22-tools clang-22 lld-22 libomp-22-dev clang-tidy-22 clang-format-22
  # libraries
  libsqlite3-dev libseccomp-dev libhwloc-dev libzip-dev libcli11-dev nlohmann-json3-dev libexpected-dev libtorch-dev libzstd-dev nettle-dev liblzma-dev libmimalloc-dev
  # plots and reports
  gnuplot-nox libkainjow-mustache-dev
  # tests and benchmarks
  libgtest-dev libgmock-dev libbenchmark-dev sqlite3 python3 python3-numpy
  # build tools
  cmake ninja-build ccache pkg-config
)

fail() {
  printf 'install-deps: %s\n' "$1" >&2
  exit 3
}

if [ "${1:-}" = --list ]; then
  printf '%s\n' "${packages[@]}"
  exit 0
fi
packages+=("$@")

command -v dpkg-query >/dev/null ||
  fail "this is not Debian: install MLIR 22 and the libraries that docs/build.md lists, then run cmake with -DMLIR_DIR (see there)"

missing=()
installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null || true)
for package in "${packages[@]}"; do
  grep -qx "installed $package" <<<"$installed" || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

sudo=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || fail "not root and no sudo: as root, run apt-get install ${missing[*]}"
  sudo=(sudo)
fi
command -v apt-get >/dev/null || fail "no apt-get: install by hand: ${missing[*]}"

echo "install-deps: installing ${missing[*]}" >&2
install() {
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" </dev/null >&2
}
# The package lists may be old or absent: refresh them, unless they already have everything.
known() { apt-cache show "${missing[@]}" >/dev/null 2>&1; }
if ! known || ! install; then
  "${sudo[@]}" apt-get update </dev/null >&2 || fail "apt-get update failed: is the network there?"
  known || fail "apt does not know all of: ${missing[*]}. LLVM 22 needs a package source that has it (for Debian 12, the one of the LLVM project)"
  install || fail "apt-get could not install: ${missing[*]}"
fi
