#!/bin/bash
# Measures duban serve: start-up, resident memory, and requests per second with rights checked.
#   bench/server_bench.sh [PAPER] [SECONDS]
# PAPER: any plan (default: the demo's). Needs wrk and python3. Works in a folder of its own; prints a table.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
duban=$root/build/release/duban
paper=${1:-$root/data/demo/示例省2026年重点工作分工方案.txt}
seconds=${2:-5}
folder=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null && wait "$server" 2>/dev/null; fi; rm -rf "$folder"' EXIT
export DUBAN_DB=$folder/bench.db

"$duban" import "$paper" >"$folder/import.out" 2>&1 || { cat "$folder/import.out"; exit 1; }
"$duban" account add bench --role supervision_office --lang en >"$folder/account.out" 2>/dev/null

# Start-up: from exec to the line that names the address, the median of 9.
start() {
  : >"$folder/serve.out"
  "$duban" serve --listen 127.0.0.1:0 --lang en >"$folder/serve.out" 2>"$folder/serve.err" &
  server=$!
  until url=$(grep -o 'http://[0-9.:]*' "$folder/serve.out" | head -1) && [ -n "$url" ]; do
    kill -0 "$server" 2>/dev/null || { cat "$folder/serve.err"; exit 1; }
    sleep 0.002
  done
}
stop() { kill "$server"; wait "$server" 2>/dev/null || true; server=; }
resident() { awk '/^VmRSS/ {printf "%.1f", $2 / 1024}' "/proc/$server/status"; }

took=()
for _ in 1 2 3 4 5 6 7 8 9; do
  begin=$(date +%s%N)
  start
  took+=($((($(date +%s%N) - begin) / 1000)))
  stop
done
startup=$(printf '%s\n' "${took[@]}" | sort -n | sed -n 5p)
start

# Logs in as a person does, changes the one-time password, makes a token; prints token, plan and a task.
cat >"$folder/login.py" <<'PY'
import http.client, json, sys
host, password = sys.argv[1], sys.argv[2]
c = http.client.HTTPConnection(host)
head = {"Content-Type": "application/json"}
def call(method, path, body=None):
    c.request(method, "/api/v1" + path, json.dumps(body) if body is not None else None, head)
    r = c.getresponse()
    text = r.read()
    if r.status >= 300: sys.exit(f"{method} {path}: {r.status} {text.decode()}")
    if r.getheader("Set-Cookie"): head["Cookie"] = r.getheader("Set-Cookie").split(";")[0]
    return json.loads(text) if text else None
def log_in(word): head["X-CSRF-Token"] = call("POST", "/session", {"name": "bench", "password": word})["csrf"]
log_in(password)
call("POST", "/session/password", {"old": password, "new": "Rather-long-2026"})
import datetime
token = call("POST", "/tokens", {"name": "bench", "expires_on": str(datetime.date.today())})["secret"]
plan = call("GET", "/plans")["items"][0]["id"]
task = call("GET", f"/plans/{plan}/tasks?limit=1")["items"][0]["id"]
print(token, plan, task)
PY
password=$(awk '$1 == "bench" {print $2}' "$folder/account.out")
read -r token plan task < <(python3 "$folder/login.py" "${url#http://}" "$password")

echo "start-up: $((startup / 1000)).$(printf %03d $((startup % 1000))) ms (median of 9, exec to the printed address)"
echo "resident memory, one plan, idle: $(resident) MB (a log-in takes 19 MB more while it is checked)"
ticks() { awk '{print $14 + $15}' "/proc/$server/stat"; } # of 10 ms
row() { # name, path, connections
  local before after done_
  before=$(ticks)
  wrk -t2 -c"$3" -d"${seconds}s" --latency -H "Authorization: Bearer $token" -H "Accept-Encoding: gzip" "$url$2" >"$folder/wrk.out"
  after=$(ticks)
  done_=$(awk '/requests in/ {print $1}' "$folder/wrk.out")
  rate=$(awk '/^Requests\/sec/ {printf "%d", $2}' "$folder/wrk.out")
  p99=$(awk '$1 == "99%" {print $2}' "$folder/wrk.out")
  bad=$(awk '/Non-2xx/ {print $NF}' "$folder/wrk.out")
  printf '| %-28s | %11d | %10d | %8s | %15d | %7s |\n' "$1" "$3" "$rate" "$p99" $(((after - before) * 10000 / done_)) "${bad:-0}"
}
echo
echo "| request                      | connections | requests/s |      p99 | server CPU, us  | not 2xx |"
echo "|---|---|---|---|---|---|"
row "task read, rights checked" "/api/v1/tasks/$task" 256
row "task read, rights checked" "/api/v1/tasks/$task" 16
row "ledger list, the whole plan" "/api/v1/plans/$plan/tasks" 256
row "ledger list, 20 rows" "/api/v1/plans/$plan/tasks?limit=20" 256
row "GET /session (log-in only)" "/api/v1/session" 256
row "page (packed file)" "/" 256
echo
echo "resident memory after that: $(resident) MB"
stop
