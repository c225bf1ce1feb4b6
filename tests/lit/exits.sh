#!/bin/sh
# exits.sh CODE COMMAND...: runs the command with its output; succeeds when it exits with just that code.
expected=$1
shift
"$@"
code=$?
[ "$code" -eq "$expected" ] && exit 0
echo "exit code $code, expected $expected: $*" >&2
exit 1
