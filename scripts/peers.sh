#!/bin/bash
# Installs the libraries that mlir-rl is compared with, and torch-mlir, into .venv-peers. Run by `make peers`.
#
# usage: scripts/peers.sh [FOLDER]     (default .venv-peers; needs about 6.5 GB and the network)
#        PYTHON=python3.12 scripts/peers.sh    another interpreter than python3
#
# What is there already is left alone, so a second run takes seconds. A package that cannot be installed is
# reported and the rest goes on: the comparison then says "not installed" in its column.
# PyPI's torch for Linux is the CUDA build. Its nvidia packages cannot be left out: libtorch_cpu.so itself is
# linked with libcudart and libcupti, and `import torch` fails without them.
set -u
cd "$(dirname "$0")/.."
folder=${1:-.venv-peers}
python=${PYTHON:-python3}
requirements=benchmarks/requirements.txt
say() { echo "peers: $*"; }

make_environment() {
  [ -x "$folder/bin/python" ] && "$folder/bin/python" -m pip --version >/dev/null 2>&1 && return 0
  command -v "$python" >/dev/null || { say "$python is not found: install python3 and python3-venv"; return 3; }
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { say "$python is too old: 3.10 is needed"; return 3; }
  say "making $folder with $("$python" --version 2>&1)"
  "$python" -m venv "$folder" || { say "cannot make $folder: install python3-venv (apt-get install python3-venv)"; return 3; }
}

check_space() {
  local free
  free=$(df --output=avail -BG "$folder" | tail -1 | tr -dc 0-9)
  [ "$free" -ge 8 ] || say "warning: only $free GB free; 6.5 GB are needed"
}

# The installed version if it satisfies the requirement, nothing otherwise.
installed() {
  "$folder/bin/python" - "$1" <<'PYTHON' 2>/dev/null
import sys
from importlib import metadata
from pip._vendor.packaging.requirements import Requirement
wanted = Requirement(sys.argv[1])
version = metadata.version(wanted.name)
if wanted.specifier.contains(version, prereleases=True):
    print(version)
PYTHON
}

make_environment || exit $?
check_space
missing=()
while read -r requirement; do
  name=${requirement%%[<>=~!]*}
  version=$(installed "$requirement")
  if [ -n "$version" ]; then say "$name $version"; continue; fi
  say "installing $requirement"
  if "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$requirement" 2>"$folder/$name.log"; then
    rm -f "$folder/$name.log"
    say "$name $(installed "$requirement")"
  else
    say "$name: not installed: $(grep -m1 -i error "$folder/$name.log" | cut -c1-160 | grep . || tail -1 "$folder/$name.log" | cut -c1-160) (all of it in $folder/$name.log)"
    missing+=("$name")
  fi
done < <(grep -vE '^\s*(#|$)' "$requirements")

if [ ${#missing[@]} -gt 0 ]; then say "done, without: ${missing[*]}"; else say "done"; fi
# numpy is the one thing that no comparison can do without.
[[ " ${missing[*]:-} " != *" numpy "* ]] || { say "numpy is needed"; exit 3; }
