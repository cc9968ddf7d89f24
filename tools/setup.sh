# Sourced by ./run and ./test, from the root of the repository: brings the machine to where it can build.
# Everything here first looks whether there is anything to do, so that a second call costs well under a second.
# Needs bash, dpkg and apt; root (or sudo) only where something is missing.

# say ZH EN: a line of progress, in the language of the locale, on standard error.
case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in zh*) duban_language=zh ;; *) duban_language=en ;; esac
say() {
  if [ "$duban_language" = zh ]; then printf '%s\n' "$1" >&2; else printf '%s\n' "$2" >&2; fi
}
fail() {
  say "$@"
  return 1
}

# quietly LOG COMMAND…: runs a long command with its output in a file; shows the end of that file if it fails,
# and on a terminal one moving line meanwhile.
quietly() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  if [ -t 2 ]; then
    "$@" >"$log" 2>&1 </dev/null &
    local pid=$! columns
    columns=$(tput cols 2>/dev/null || echo 80)
    while kill -0 "$pid" 2>/dev/null; do
      printf '\r\033[K  %s' "$(tail -c 400 "$log" | tr '\r' '\n' | tail -n 1 | cut -c "1-$((columns - 4))")" >&2
      sleep 0.3
    done
    printf '\r\033[K' >&2
    wait "$pid"
  else
    "$@" >"$log" 2>&1 </dev/null
  fi
  local status=$?
  if [ $status -ne 0 ]; then
    tail -n 60 "$log" >&2
    say "失败：$* （全部输出：$log）" "failed: $*  (all of its output: $log)"
  fi
  return $status
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -- "$@"; fi
}

# install_packages NAME…: those that are not there yet.
install_packages() {
  local missing
  missing=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
    awk '$1 == "installed" {print $2}' | sort -u | comm -13 - <(printf '%s\n' "$@" | sort -u))
  [ -z "$missing" ] && return 0
  local list
  list=$(echo $missing)
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    fail "缺少软件包，需要 root 权限才能安装。请以 root 运行：apt-get install --no-install-recommends $list" \
      "Packages are missing, and only root can install them. As root: apt-get install --no-install-recommends $list"
    return 1
  fi
  say "正在安装软件包：$list" "Installing packages: $list"
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y)
  # The package lists may be absent or too old to name what the mirror holds: then update, and try once more.
  if ! quietly build/log/apt.log as_root "${apt[@]}" install --no-install-recommends $missing 2>/dev/null; then
    if ! quietly build/log/apt-update.log as_root "${apt[@]}" update ||
      ! quietly build/log/apt.log as_root "${apt[@]}" install --no-install-recommends $missing; then
      fail "软件包装不上。多半是没有网络；无网络的机器请用发布包（在有网络的机器上 ./run --package）。" \
        "The packages could not be installed, most likely for want of a network. For a machine without one, make the release archive elsewhere: ./run --package"
      return 1
    fi
  fi
}

# packages_for build|test: the names in tools/packages.txt. A test machine builds too.
packages_for() {
  awk -F '\t' -v what="$1" '!/^#/ && NF == 2 && ($2 == "build" || what == "test") {print $1}' tools/packages.txt
}

node_is_new_enough() {
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)' \
    >/dev/null 2>&1
}

# Vite 8 wants Node 20.19 or 22.12; Debian 12 has 18. Its npm then brings the newer one from the npm registry,
# into build/node, and nothing of the machine is changed.
need_node() {
  [ -x build/node/node_modules/node/bin/node ] && PATH="$PWD/build/node/node_modules/node/bin:$PATH"
  if ! command -v npm >/dev/null; then
    if command -v node >/dev/null && node_is_new_enough; then install_packages npm; else install_packages nodejs npm; fi || return 1
  fi
  node_is_new_enough && return 0
  say "本机的 Node 太旧（$(node --version 2>/dev/null)），正在取较新的版本" "This machine's Node is too old ($(node --version 2>/dev/null)): bringing a newer one"
  mkdir -p build/node
  quietly build/log/node.log npm install --prefix build/node --no-save --no-audit --no-fund node@22 || return 1
  PATH="$PWD/build/node/node_modules/node/bin:$PATH"
  node_is_new_enough || fail "取来的 Node 不能用，见 build/log/node.log" "The Node that came does not work, see build/log/node.log"
}

# What the pages are built and tested with, as web/package-lock.json says.
web_modules() {
  local lock
  lock=$(sha256sum web/package.json web/package-lock.json)
  [ -d web/node_modules ] && [ "$(cat build/npm.stamp 2>/dev/null)" = "$lock" ] && return 0
  quietly build/log/npm-ci.log npm ci --prefix web --no-audit --no-fund || return 1
  printf '%s\n' "$lock" >build/npm.stamp
}

# The pages, built again only when one of their sources changed.
build_web() {
  [ -f web/package.json ] || return 0
  local stamp
  stamp=$(find web -path web/node_modules -prune -o -path web/dist -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
  [ -f web/dist/index.html ] && [ "$(cat build/web.stamp 2>/dev/null)" = "$stamp" ] && return 0
  need_node || return 1
  say "正在构建网页" "Building the pages"
  web_modules || return 1
  quietly build/log/web.log npm run build --prefix web || return 1
  printf '%s\n' "$stamp" >build/web.stamp
}

# build_program PRESET [TARGET…]: configures where needed, then builds what is out of date (0.03 s where nothing is).
build_program() {
  local preset=$1
  shift
  if [ ! -f "build/$preset/build.ninja" ]; then
    say "正在编译（$preset），第一次要几分钟" "Compiling ($preset); the first time takes some minutes"
    quietly "build/log/configure-$preset.log" cmake --preset "$preset" || return 1
  fi
  quietly "build/log/build-$preset.log" cmake --build --preset "$preset" --target "${@:-all}"
}
