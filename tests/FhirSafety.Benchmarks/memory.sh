#!/usr/bin/env bash
# What remembering costs: calls with findings a second under wrk with a SQLite store, beside the same service whose store cannot be opened
# (nothing is recalled or recorded), in turn, because only the ratio means something on a shared machine; then feedback a second.
# Usage: tests/FhirSafety.Benchmarks/memory.sh [seconds a measurement, default 5] [rounds, default 5]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:-5}
rounds=${2:-5}
command -v wrk >/dev/null || { echo "wrk is missing: apt-get install wrk" >&2; exit 2; }

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
dotnet publish src/FhirSafety.Service -c Release -o "$work/service" --nologo -v quiet
dotnet publish tests/FhirSafety.Benchmarks -c Release -o "$work/bench" --nologo -v quiet
dotnet "$work/bench/FhirSafety.Benchmarks.dll" request baclofen >"$work/call.json"
cat >"$work/call.lua" <<LUA
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local file = io.open("$work/call.json", "rb")
wrk.body = file:read("*all")
file:close()
LUA

serve() { # port, store, further settings
  ASPNETCORE_ENVIRONMENT=Development dotnet "$work/service/FhirSafety.Service.dll" --urls "http://127.0.0.1:$1" \
    --ConnectionStrings:Decisions "$2" "${@:3}" >"$work/log-$1" 2>&1 &
  for _ in $(seq 1 400); do curl -fsS -o /dev/null "http://127.0.0.1:$1/health/ready" 2>/dev/null && return; sleep 0.05; done
  echo "the service on port $1 is not ready" >&2
  exit 1
}
serve 5093 "$work/decisions.db"
serve 5094 "$work/no-such-folder/decisions.db" --Decisions:MaxWaiting 1

measure() { # port
  wrk -t1 -c32 -d"${seconds}s" -s "$work/call.lua" "http://127.0.0.1:$1/cds-services/baclofen-safety" >"$work/out"
  grep -E 'Non-2xx|Socket errors' "$work/out" >&2 || true
  awk '/Requests\/sec/ { print $2 }' "$work/out"
}
# Warm: on two busy cores the compiler needs some 30 s a service to have the last word on hot code.
for _ in 1 2 3 4 5 6; do
  measure 5093 >/dev/null
  measure 5094 >/dev/null
done

for round in $(seq 1 "$rounds"); do
  without=$(measure 5094)
  with=$(measure 5093)
  awk -v r="$round" -v a="$without" -v b="$with" 'BEGIN { printf "round %d: without a store %.0f/s, recording %.0f/s (%.2f)\n", r, a, b, b / a }' | tee -a "$work/rounds"
done
sed -E 's/.*\(([0-9.]+)\)/\1/' "$work/rounds" | sort -n | awk '{ a[NR] = $1 } END { print "median ratio, recording: " a[int((NR + 1) / 2)] }'
curl -fsS http://127.0.0.1:5093/health/ready | grep -o '"store":{[^}]*}'
dotnet "$work/bench/FhirSafety.Benchmarks.dll" feedback http://127.0.0.1:5093 10000
