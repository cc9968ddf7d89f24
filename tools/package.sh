#!/usr/bin/env bash
# Called by ./run --package, after the build: build/package/duban-VERSION-linux-MACHINE.tar.gz, which runs on a bare
# Debian 12 (or a newer one of the same family) without network. It carries every shared library that is not part
# of the C library, with its licence; DT_RPATH leads the program to them.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/setup.sh

version=$(build/release/duban --version | cut -d ' ' -f 2)
name=duban-$version-linux-$(uname -m)
root=build/package/$name
rm -rf "$root" "$root.tar.gz"
mkdir -p "$root/lib" "$root/share/opencc" "$root/licences"
quietly build/log/package.log cmake --install build/release --prefix "$root" --strip

# The libraries that the program was linked with, and theirs; glibc is the machine's.
glibc='^(linux-vdso|ld-linux.*|libc|libm|libpthread|libdl|librt|libresolv)\.so'
packages=()
while read -r soname path; do
  [[ "$soname" =~ $glibc ]] && continue
  [ -f "$root/lib/$soname" ] && continue
  install -m 644 "$(readlink -f "$path")" "$root/lib/$soname"
  # dpkg knows files under /usr/lib, which ldd may name under /lib
  owner=$(dpkg -S "$(readlink -f "$path")" 2>/dev/null || dpkg -S "/usr$path" 2>/dev/null || true)
  packages+=("${owner%%:*}")
done < <(ldd build/release/duban build/release/duban-pdf | awk '$2 == "=>" {print $1, $3}')
install -m 644 /usr/share/opencc/t2s.json /usr/share/opencc/TSPhrases.ocd2 /usr/share/opencc/TSCharacters.ocd2 "$root/share/opencc/"
packages+=(libopencc-data)
# Poppler's tables of Chinese encodings, for PDF whose fonts are not embedded; duban-pdf looks for them here
install -d "$root/share/poppler"
cp -r /usr/share/poppler/. "$root/share/poppler/"
packages+=(poppler-data)

# What is compiled in from headers, or packed into the pages.
for package in "${packages[@]}" libboost1.81-dev libcli11-dev libfmt-dev libspdlog-dev; do
  [ -f "/usr/share/doc/$package/copyright" ] && cp "/usr/share/doc/$package/copyright" "$root/licences/$package"
done
if [ -d web/node_modules ]; then
  # The packages that the pages are built from, not the tools that build them.
  (cd web && npm ls --omit=dev --all --parseable 2>/dev/null) | tail -n +2 | while read -r folder; do
    [ -d "$folder" ] || continue
    notice=$(find "$folder" -maxdepth 1 -iname 'licen[sc]e*' -type f | head -n 1)
    [ -n "$notice" ] && cp "$notice" "$root/licences/npm-$(node -p "const p = require('$folder/package.json'); p.name.replace(/[@/]/g, '_') + '-' + p.version")"
  done
fi

install -m 644 LICENSE README.md README.zh-CN.md "$root/"
install -D -m 644 deploy/duban.service "$root/deploy/duban.service"
install -m 644 deploy/INSTALL.md "$root/INSTALL.md"
tar -C build/package --sort=name --owner=0 --group=0 -czf "$root.tar.gz" "$name"
say "发布包：$root.tar.gz（$(du -h "$root.tar.gz" | cut -f 1)）" "Release archive: $root.tar.gz ($(du -h "$root.tar.gz" | cut -f 1))"
