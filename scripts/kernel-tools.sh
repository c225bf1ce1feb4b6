#!/usr/bin/env bash
# Installs what `mlir-rl kernels` can use from PyPI into .venv-kernels. Run by `make kernel-tools`.
#
# usage: scripts/kernel-tools.sh [FOLDER]     (needs the network)
#        PYTHON=python3.12 scripts/kernel-tools.sh    another interpreter than python3
# Exit 3: there is no Python, or it cannot make virtual environments.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-.venv-kernels}
python=${PYTHON:-python3}
fail() {
  printf 'kernel-tools: %s\n' "$1" >&2
  exit 3
}
command -v "$python" >/dev/null || fail "$python is not found: install python3 and python3-venv"
"$folder/bin/python" -m pip --version >/dev/null 2>&1 || "$python" -m venv "$folder" ||
  fail "cannot make $folder: install python3-venv (apt-get install python3-venv)"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --requirement python/kernels/requirements.txt
echo "kernel-tools: $("$folder/bin/python" -m pip freeze --disable-pip-version-check | tr '\n' ' ')in $folder"
