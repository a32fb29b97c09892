#!/usr/bin/env bash
# Makes the virtual environment $1 with the Python $2 and installs $3 into it; one clear sentence when it cannot.
set -euo pipefail
venv=$1 python=$2 what=$3
say() { printf '  %s\n' "$*"; }
stop() { printf 'Le Banc cannot be installed: %s\n' "$*" >&2; exit 1; }
command -v "$python" >/dev/null || stop "there is no $python here. Install Python 3.11 or newer."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  stop "$("$python" --version) is too old. Install Python 3.11 or newer, or name one: make PYTHON=python3.12 demo"
if command -v uv >/dev/null; then
  say "Installing with uv …"
  [ -x "$venv/bin/python" ] || uv venv -q --python "$python" "$venv"
  uv pip install -q --python "$venv/bin/python" -e "$what"
else
  if [ ! -x "$venv/bin/pip" ]; then
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
      stop "this Python has no venv. On Debian: sudo apt-get install python3-venv"
    say "Making a virtual environment in $venv …"
    "$python" -m venv "$venv" || stop "the folder $venv could not be made."
  fi
  say "Installing with pip (half a minute the first time) …"
  # The pip that Python brings along takes twice as long as today's, and compiling all of every library half of the rest.
  "$venv/bin/pip" install -q --disable-pip-version-check --upgrade pip ||
    say "It stays with the pip that is here."
  PYTHONWARNINGS=ignore "$venv/bin/pip" install -q --disable-pip-version-check --no-compile -e "$what"
fi
