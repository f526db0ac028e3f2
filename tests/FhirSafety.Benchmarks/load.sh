#!/usr/bin/env bash
# Repeats the figures of the README's performance section: requests a second under wrk, beside an endpoint that only parses
# the JSON, in one run, because only the ratio means something on a shared machine; and the time from start to /health/live.
# Usage: tests/FhirSafety.Benchmarks/load.sh [seconds a measurement, default 5] [rounds, default 5]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:-5}
rounds=${2:-5}
command -v wrk >/dev/null || { echo "wrk is missing: apt-get install wrk" >&2; exit 2; }

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
dotnet publish src/FhirSafety.Service -c Release -o "$work/service" --nologo -v quiet
dotnet publish tests/FhirSafety.Benchmarks -c Release -o "$work/bench" --nologo -v quiet
dotnet "$work/bench/FhirSafety.Benchmarks.dll" request baclofen >"$work/baclofen.json"
dotnet "$work/bench/FhirSafety.Benchmarks.dll" request other >"$work/other.json"
echo "request: $(stat -c %s "$work/baclofen.json") bytes"

wait_for() { # url
  for _ in $(seq 1 400); do curl -fsS -o /dev/null "$1" 2>/dev/null && return; sleep 0.02; done
  echo "$1 does not answer" >&2
  exit 1
}

for run in 1 2 3; do
  before=$(date +%s%N)
  ASPNETCORE_ENVIRONMENT=Development dotnet "$work/service/FhirSafety.Service.dll" --urls http://127.0.0.1:5091 --ConnectionStrings:Decisions "$work/decisions.db" >"$work/log" 2>&1 &
  service=$!
  wait_for http://127.0.0.1:5091/health/live
  echo "start to /health/live, run $run: $((($(date +%s%N) - before) / 1000000)) ms"
  [ "$run" -eq 3 ] || { kill "$service"; wait "$service" 2>/dev/null || true; }
done
wait_for http://127.0.0.1:5091/health/ready
dotnet "$work/bench/FhirSafety.Benchmarks.dll" bare http://127.0.0.1:5092 >/dev/null 2>&1 &
sleep 1

for body in baclofen other; do
  cat >"$work/$body.lua" <<LUA
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local file = io.open("$work/$body.json", "rb")
wrk.body = file:read("*all")
file:close()
LUA
done

measure() { # url, body: requests a second; a failed request spoils the figure and is said
  wrk -t1 -c32 -d"${seconds}s" -s "$work/$2.lua" "$1" >"$work/out"
  grep -E 'Non-2xx|Socket errors' "$work/out" >&2 || true
  awk '/Requests\/sec/ { print $2 }' "$work/out"
}

call=http://127.0.0.1:5091/cds-services/baclofen-safety
curl -fsS -H 'Content-Type: application/json' --data-binary @"$work/other.json" "$call" | grep -q '"cards":\[\]' || { echo "the call without the drug was not silent" >&2; exit 1; }
curl -fsS -H 'Content-Type: application/json' --data-binary @"$work/baclofen.json" "$call" | grep -q 'renal-severe' || { echo "the full check found nothing" >&2; exit 1; }
# Warm: on two busy cores the compiler needs this long to have the last word on hot code, in both programs.
for _ in 1 2 3; do
  measure http://127.0.0.1:5092/bare baclofen >/dev/null
  measure "$call" baclofen >/dev/null
  measure "$call" other >/dev/null
done

for round in $(seq 1 "$rounds"); do
  bare=$(measure http://127.0.0.1:5092/bare baclofen)
  out=$(measure "$call" other)
  full=$(measure "$call" baclofen)
  awk -v r="$round" -v b="$bare" -v o="$out" -v f="$full" \
    'BEGIN { printf "round %d: bare %.0f/s, without the drug %.0f/s (%.2f), full check %.0f/s (%.2f)\n", r, b, o, o / b, f, f / b }' | tee -a "$work/rounds"
done
for figure in "without the drug" "full check"; do
  sed -E "s/.*$figure [0-9]+\/s \(([0-9.]+)\).*/\1/" "$work/rounds" | sort -n | awk -v f="$figure" '{ a[NR] = $1 } END { print "median ratio, " f ": " a[int((NR + 1) / 2)] }'
done
