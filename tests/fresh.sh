#!/usr/bin/env bash
# Proves the two README commands and the release archive in a bare Debian 12, made with debootstrap in a folder.
#   tests/fresh.sh [FOLDER]        (as root; needs debootstrap; about 5 GB in FOLDER, by default under /var/tmp; half an hour)
# Works on the commit that HEAD names. How this machine reaches Debian's packages and the npm registry (addresses,
# certificates, resolver) is lent to the folder and goes nowhere else. The result is written to docs/fresh.md.
# FRESH_CCACHE=FOLDER lends a compiler cache too: for a quick look, not for times.
set -euo pipefail
cd "$(dirname "$0")/.."
repository=$PWD
base=$(realpath -m "${1:-/var/tmp/duban-fresh}")
[ "$(id -u)" = 0 ] || { echo "tests/fresh.sh needs root (debootstrap, chroot)" >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "tests/fresh.sh needs debootstrap: apt-get install debootstrap" >&2; exit 2; }
mkdir -p "$base"
log=$base/log
: >"$log"
facts=()
note() { facts+=("$1"); printf '%s\n' "$1"; }

# A plain Debian 12: what debootstrap's smallest variant has, no more.
if [ ! -f "$base/bare/etc/debian_version" ]; then
  mirror=$(awk '$1 == "URIs:" {print $2; exit} $1 == "deb" {for (i = 2; i <= NF; i++) if ($i ~ /^http/) {print $i; exit}}' \
    /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null)
  rm -rf "$base/bare"
  debootstrap --variant=minbase bookworm "$base/bare" "$mirror" >>"$log" 2>&1
fi

copy_of_bare() { # NAME
  rm -rf "${base:?}/$1"
  cp -a --reflink=auto "$base/bare" "$base/$1"
}

# in_root NAME [unshare's options] -- COMMAND: in a process and mount space of its own, which ends with the command.
in_root() {
  local root=$base/$1
  shift
  local spaces=()
  while [ "$1" != -- ]; do spaces+=("$1"); shift; done
  shift
  local lent=()
  while read -r name; do lent+=("$name=${!name}"); done < <(compgen -e | grep -iE '_proxy$|^(NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR)$' || true)
  env -i FRESH_CCACHE="${FRESH_CCACHE:-}" unshare --mount --pid --fork --kill-child "${spaces[@]}" bash -c '
    root=$1; shift
    mount --make-rprivate /
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs tmpfs "$root/dev/shm"
    mount -t tmpfs tmpfs "$root/tmp"
    if [ -n "$FRESH_CCACHE" ]; then
      mkdir -p "$root/root/.cache/ccache"
      mount --bind "$FRESH_CCACHE" "$root/root/.cache/ccache"
    fi
    exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb LANG=C.UTF-8 "$@"
  ' - "$root" "${lent[@]}" bash -euo pipefail -c "$1"
}

lend_network() { # NAME
  local root=$base/$1
  rm -rf "$root/etc/apt/sources.list" "$root/etc/apt/sources.list.d"
  cp -a /etc/apt/sources.list.d "$root/etc/apt/"
  cp /etc/apt/apt.conf.d/99* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
  cp /etc/resolv.conf /etc/hosts "$root/etc/"
  mkdir -p "$root/usr/local/share/ca-certificates" "$root/etc/ssl/certs"
  cp -a /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/"
  cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
  local settings
  for settings in /root/.npmrc; do [ -f "$settings" ] && grep -v '^nodedir' "$settings" >"$root/root/.npmrc"; done
}

serve_and_wait='
  # Starts ./run and waits until the page answers; $1: seconds it may take
  ./run --listen 127.0.0.1:18473 >/tmp/run.out 2>/tmp/run.err &
  pid=$!
  for ((i = 0; i < $1 * 10; i++)); do
    if { exec 3<>/dev/tcp/127.0.0.1/18473; } 2>/dev/null; then
      printf "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n" >&3
      head -n 1 <&3 | grep -q " 200 " && answered=1 && break
    fi
    kill -0 $pid 2>/dev/null || break
    sleep 0.1
  done
  cat /tmp/run.out /tmp/run.err
  [ "${answered:-}" = 1 ]
  kill $pid
  wait $pid || true
'

commit=$(git rev-parse --short HEAD)
copy_of_bare machine
lend_network machine
in_root machine -- 'apt-get -q update && apt-get -q -y install --no-install-recommends git' >>"$log" 2>&1
git clone -q --no-hardlinks "$repository" "$base/machine/root/duban"

start=$SECONDS
in_root machine -- "cd /root/duban; set -- 1500; $serve_and_wait" >>"$log" 2>&1 && run=ok || run="**failed**"
note "- \`./run\`, first call: $run, serves after $((SECONDS - start)) s (packages, Node, pages, program, demo ledger)"

start=$(date +%s%N)
in_root machine -- "cd /root/duban; set -- 60; $serve_and_wait" >>"$log" 2>&1 && again=ok || again="**failed**"
note "- \`./run\`, second call: $again, serves and stops within $((($(date +%s%N) - start) / 1000000)) ms"

start=$SECONDS
in_root machine -- 'cd /root/duban; ./test' >"$base/test.log" 2>&1 && test=ok || test="**failed**"
cat "$base/test.log" >>"$log"
note "- \`./test\`, first call: $test, $((SECONDS - start)) s; last line: \`$(tail -n 1 "$base/test.log")\`"

in_root machine -- 'cd /root/duban; ./run --package' >>"$log" 2>&1 && package=ok || package="**failed**"
archive=$(ls "$base"/machine/root/duban/build/package/*.tar.gz 2>/dev/null | head -n 1)
note "- \`./run --package\`: $package, $(basename "$archive") of $(du -h "$archive" | cut -f 1)"

# The archive on a machine that has nothing and reaches nothing.
copy_of_bare island
tar -C "$base/island/opt" -xzf "$archive"
cp -r data/demo tests/formats "$base/island/root/"
in_root island --net -- '
  cd /root
  duban=$(ls -d /opt/duban-*/bin/duban)
  "$duban" extract --format table demo/*2026年*分工方案.txt --out table.txt
  head -n 3 table.txt
  "$duban" import --db /root/ledger.db demo/*2026年*分工方案.txt
  "$duban" verify-log --db /root/ledger.db
  "$duban" check --lang zh demo/*2026年*分工方案.txt || [ $? = 3 ]
  "$duban" formats
  for paper in formats/table.pdf formats/table.ofd formats/table.docx; do
    [ "$("$duban" extract --format csv "$paper" | wc -l)" = "$("$duban" extract --format csv formats/table.txt | wc -l)" ]
  done
' >>"$log" 2>&1 && island=ok || island="**failed**"
note "- the archive in a bare Debian 12 without network (extract, import, verify-log, check, PDF, OFD, DOCX): $island"

{
  echo "# The two commands on a fresh machine"
  echo
  echo "Written by \`tests/fresh.sh\`: a bare Debian 12 (debootstrap, minbase) with nothing added but git; a clone of commit"
  echo "$commit; $(nproc) cores, load $(cut -d ' ' -f 2 /proc/loadavg)$([ -n "${FRESH_CCACHE:-}" ] && echo ', compiler cache lent'); $(date -u +%Y-%m-%d)."
  echo
  printf '%s\n' "${facts[@]}"
} >docs/fresh.md
echo "log: $log"
[ "$run$again$test$package$island" = okokokokok ]
