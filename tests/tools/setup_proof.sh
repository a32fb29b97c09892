#!/usr/bin/env bash
# Proves the set-up as a newcomer meets it: clone, make demo, look, stop by pid, start again.
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export PORT=$port HUB_DATA_DIR=$work/data
unset CI DATABASE_URL
pid= maker=
# Before the demo is open it is only known as a child of make, or not begun.
finish() {
  [ -n "$pid" ] || pid=$(demo_pid "$maker" 2>/dev/null) || true
  [ -z "$pid" ] || kill -TERM "$pid" "$maker" 2>/dev/null || true
  [ -z "$maker" ] || wait "$maker" 2>/dev/null || true
  rm -rf "$work"
}

trap finish EXIT
git clone -q "$source" "$work/clone"

demo_pid() { python3 - "$1" <<'PY'
import os, sys
# The demo replaces its shell, so it is make's only child.
make = sys.argv[1]
print(open(f"/proc/{make}/task/{make}/children").read().split()[0])
PY
}

start() {
  before=$(python3 "$source/tests/slowness.py")
  local began=$SECONDS
  make -C "$work/clone" --no-print-directory demo >"$work/log" 2>&1 &
  maker=$!
  until curl -fso /dev/null "http://127.0.0.1:$port/fr/"; do
    kill -0 "$maker" 2>/dev/null || { cat "$work/log"; echo "the demo ended by itself"; exit 1; }
    [ $((SECONDS - began)) -le 300 ] || { cat "$work/log"; echo "not open after 300 s"; exit 1; }
    sleep 0.3
  done
  taken=$((SECONDS - began))
  echo "open after $taken s"
  pid=$(demo_pid "$maker")
}

# The bound is for a core that is quick; where it is slower, before or after, it grows as much.
stop_within() {
  kill -TERM "$pid"
  for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || { pid=; break; }; sleep 0.1; done
  [ -z "$pid" ] || { echo "the demo did not stop within 5 s"; exit 1; }
  echo "stopped by its pid"
  local after slower
  after=$(python3 "$source/tests/slowness.py") slower=$((before > after ? before : after))
  echo "it had taken $taken s to open, at most $(($1 * slower / 100)) ($1 on a quick core, this one is at $slower %)"
  [ "$taken" -le $(($1 * slower / 100)) ] || { cat "$work/log"; exit 1; }
}

start
curl -fs -o /dev/null -w '%{http_code} %{redirect_url}\n' "http://127.0.0.1:$port/"
python3 "$source/tests/tools/facts_proof.py" "$HUB_DATA_DIR/demo.json" "http://127.0.0.1:$port"
rss=$(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$pid/status")
echo "memory of the server: $rss MB (at most 250)"
[ "$rss" -le 250 ]
stop_within 90
start
stop_within 10
