#!/bin/sh
# Makes the virtual environment $2 with the Python $1 (3.11 or newer), installing Debian's venv module if it is missing.
set -eu
python=$1
venv=$2

if ! command -v "$python" >/dev/null; then
  echo "There is no $python here. Install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3" >&2
  exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "$("$python" --version) is too old: Python 3.11 or newer is needed. Name one: make PYTHON=/path/to/python3.12" >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  sh "$(dirname "$0")/install-packages.sh" "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
fi
rm -rf "$venv"
"$python" -m venv "$venv"
