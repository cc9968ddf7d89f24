#!/usr/bin/env bash
# Compares the reading of quantities with Microsoft Recognizers-Text (npm, fetched here and nowhere else): found targets, and speed on one core.
#   bench/recognizers.sh        wants build/release/duban; with build/release/duban_bench it also measures duban's speed on the same text
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)
duban=$repository/build/release/duban
[ -x "$duban" ] || { echo "没有 build/release/duban：先运行 cmake --preset release && cmake --build build/release --target duban" >&2
  echo "build/release/duban is missing: cmake --preset release && cmake --build build/release --target duban" >&2; exit 1; }
work=$repository/build/recognizers
mkdir -p "$work"
cp "$repository"/bench/recognizers/* "$work"/
(cd "$work" && npm ci --no-audit --no-fund --silent)
core=$(command -v taskset >/dev/null && echo "taskset -c 0" || true)
$core node "$work/compare.mjs" "$duban" "$repository" "$work"
if [ -x "$repository/build/release/duban_bench" ]; then
  DUBAN_BENCH_TEXT=$work/text.txt $core "$repository/build/release/duban_bench" --benchmark_filter='of_file'
fi
