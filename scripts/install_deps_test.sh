#!/usr/bin/env bash
# install-deps.sh says what to do where it cannot install. Nothing is installed here.
set -euo pipefail
script=$(cd "$(dirname "$0")" && pwd)/install-deps.sh
fakes=$(mktemp -d)
trap 'rm -rf "$fakes"' EXIT
bash=$(command -v bash)
ln -s "$(command -v grep)" "$fakes/grep"

# expect CODE TEXT: the script, with only the fakes on its PATH, exits with CODE and says TEXT.
expect() {
  code=0
  output=$(PATH=$fakes "$bash" "$script" 2>&1) || code=$?
  [ "$code" -eq "$1" ] || { echo "exit code $code, expected $1: $output"; exit 1; }
  "$fakes/grep" -qF -- "$2" <<<"$output" || { echo "'$2' is not in: $output"; exit 1; }
}
fake() {
  printf '#!%s\n%s\n' "$bash" "$2" >"$fakes/$1"
  chmod +x "$fakes/$1"
}

expect 3 "this is not Debian"

# All packages but one are there; the user is not root and has no sudo.
fake dpkg-query 'for p in "$@"; do case $p in -*|sqlite3) ;; *) echo "installed $p" ;; esac; done'
fake id 'echo 1000'
expect 3 "as root, run apt-get install sqlite3"

# With sudo, but apt does not know the package even after an update.
fake sudo '"$@"'
fake env 'while [[ $1 == *=* ]]; do shift; done; "$@"'
fake apt-get '[ "$1" = update ]'
fake apt-cache 'exit 1'
expect 3 "apt does not know all of: sqlite3"

# It is known, and installing works: quiet success.
fake apt-cache 'exit 0'
fake apt-get 'echo "apt-get $*"'
expect 0 "apt-get install -y --no-install-recommends sqlite3"

# All there: nothing is run and nothing is said.
fake dpkg-query 'for p in "$@"; do echo "installed $p"; done'
fake apt-get 'exit 1'
expect 0 ""
[ -z "$output" ]
echo "install-deps: ok"
