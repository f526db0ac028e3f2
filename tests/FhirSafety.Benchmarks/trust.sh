#!/usr/bin/env bash
# What authentication costs: the full check with a fresh RS384 token for every call beside the same check without, 32 connections,
# in turn, in one run; and a token's checks beside its bare signature. Only the ratios mean something on a shared machine.
# Usage: tests/FhirSafety.Benchmarks/trust.sh [seconds a measurement, default 5] [rounds, default 5]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:-5}
rounds=${2:-5}
command -v wrk >/dev/null || { echo "wrk is missing: apt-get install wrk" >&2; exit 2; }

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
dotnet publish src/FhirSafety.Service -c Release -o "$work/service" --nologo -v quiet
dotnet build tests/FhirSafety.Benchmarks -c Release --nologo -v quiet
bench=tests/FhirSafety.Benchmarks/bin/Release/net10.0/FhirSafety.Benchmarks.dll

dotnet "$bench" verify

id=baclofen-safety
port=${FHIRSAFETY_BENCH_PORT:-5093}
open=http://127.0.0.1:$port
trusted=http://127.0.0.1:$((port + 1))
for url in "$open" "$trusted"; do
  ! curl -s -o /dev/null "$url" || { echo "$url is taken: end what listens there, or set FHIRSAFETY_BENCH_PORT" >&2; exit 2; }
done

# Each token counts once; 4,000 calls a second are more than two cores answer.
per_run=$((4000 * seconds))
dotnet "$bench" request baclofen >"$work/body.json"
dotnet "$bench" tokens "$work" $((per_run * (rounds + 3))) "$trusted/cds-services/$id"

wait_for() { # url
  for _ in $(seq 1 1000); do curl -fsS -o /dev/null "$1" 2>/dev/null && return; sleep 0.02; done
  echo "$1 does not answer" >&2
  exit 1
}

# Each with a store of its own: two processes would wait for each other's writes.
ASPNETCORE_ENVIRONMENT=Development ConnectionStrings__Decisions="$work/open.db" \
  dotnet "$work/service/FhirSafety.Service.dll" --urls "$open" >"$work/open.log" 2>&1 &
ASPNETCORE_ENVIRONMENT=Development ConnectionStrings__Decisions="$work/trusted.db" Authentication__Required=true PublicBaseUrl="$trusted" Clients__0__Name=ehr \
  Clients__0__Issuer=https://ehr.example/ Clients__0__Jwks="$(cat "$work/jwks.json")" \
  dotnet "$work/service/FhirSafety.Service.dll" --urls "$trusted" >"$work/trusted.log" 2>&1 &
wait_for "$open/health/ready"
wait_for "$trusted/health/ready"

# The header goes to both, where it is open it is ignored: wrk and the wire do the same work.
cat >"$work/call.lua" <<LUA
local file = io.open("$work/body.json", "rb")
local body = file:read("*all")
file:close()
local tokens = {}
local at = 0
local first = tonumber(os.getenv("FIRST"))
function init()
  local line = 0
  for token in io.lines("$work/tokens.txt") do
    line = line + 1
    if line > first and line <= first + $per_run then tokens[#tokens + 1] = token end
  end
end
function request()
  at = at + 1
  return wrk.format("POST", nil, { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. (tokens[at] or "none-left") }, body)
end
LUA

measure() { # url, number of the run: requests a second; a failed request spoils the figure and ends the script
  FIRST=$(($2 * per_run)) wrk -t1 -c32 -d"${seconds}s" -s "$work/call.lua" "$1/cds-services/$id" >"$work/out"
  if grep -E 'Non-2xx|Socket errors' "$work/out" >&2; then
    echo "calls to $1 failed: the figure would be of refusals" >&2
    return 1
  fi
  awk '/Requests\/sec/ { print $2 }' "$work/out"
}

for warm in 0 1 2; do
  measure "$open" "$warm" >/dev/null
  measure "$trusted" "$warm" >/dev/null
done

for round in $(seq 1 "$rounds"); do
  # Whichever goes first finds the machine cooler: they take turns.
  if ((round % 2)); then
    without=$(measure "$open" $((round + 2)))
    with=$(measure "$trusted" $((round + 2)))
  else
    with=$(measure "$trusted" $((round + 2)))
    without=$(measure "$open" $((round + 2)))
  fi
  awk -v r="$round" -v o="$without" -v t="$with" 'BEGIN { printf "round %d: open %.0f/s, with RS384 %.0f/s, %.2f; a call takes %+.0f %%\n", r, o, t, t / o, (o / t - 1) * 100 }' | tee -a "$work/rounds"
done
sed -E 's/.* ([0-9.]+); .*/\1/' "$work/rounds" | sort -n | awk '
  { a[NR] = $1 }
  END { printf "median ratio, RS384 to open: %.2f (range %.2f-%.2f; goal: at least 0.80, which is 25 %% more time a call)\n", a[int((NR + 1) / 2)], a[1], a[NR] }'
