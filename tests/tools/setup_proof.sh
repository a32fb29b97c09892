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
  local limit=$1 began=$SECONDS
  make -C "$work/clone" --no-print-directory demo >"$work/log" 2>&1 &
  maker=$!
  until curl -fso /dev/null "http://127.0.0.1:$port/fr/"; do
    kill -0 "$maker" 2>/dev/null || { cat "$work/log"; echo "the demo ended by itself"; exit 1; }
    [ $((SECONDS - began)) -le "$limit" ] || { cat "$work/log"; echo "not open after $limit s"; exit 1; }
    sleep 0.3
  done
  taken=$((SECONDS - began))
  echo "open after $taken s (at most $limit)"
  pid=$(demo_pid "$maker")
}

stop() {
  kill -TERM "$pid"
  for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || { pid= maker=; echo "stopped by its pid"; return; }; sleep 0.1; done
  echo "the demo did not stop within 5 s"; exit 1
}

# How long the libraries take to come is the registry's and the machine's; from there on it is ours.
make -C "$work/clone" --no-print-directory .venv/.runtime >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
echo "installed after $SECONDS s"
start 90
curl -fs -o /dev/null -w '%{http_code} %{redirect_url}\n' "http://127.0.0.1:$port/"
python3 "$source/tests/tools/facts_proof.py" "$HUB_DATA_DIR/demo.json" "http://127.0.0.1:$port"
rss=$(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$pid/status")
echo "memory of the server: $rss MB (at most 250)"
[ "$rss" -le 250 ]
stop
start $((taken / 3))
stop
