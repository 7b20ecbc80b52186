#!/usr/bin/env bash
# Provides the public base images that our Dockerfiles name. Where they can be pulled they are pulled. Where no image
# registry answers, images of the same names are made on this machine: a minimal Debian by debootstrap from this
# machine's own package source, and for Java this machine's JDK 25 copied in. Needs a Docker engine; making images
# also needs root and debootstrap.
# Usage: infra/images/base-images.sh [image…]      (default: all that are named in infra/images)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=
cleanup() { [ -z "$work" ] || rm -rf "$work"; }
trap cleanup EXIT

have() { docker image inspect "$1" >/dev/null 2>&1; }
pull() { timeout "${KVARTAL_PULL_SECONDS:-60}" docker pull --quiet "$1" >/dev/null 2>&1; }

jdk25() {
  local place
  for place in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if [ -x "$place/bin/java" ] && grep -q '^JAVA_VERSION="25' "$place/release" 2>/dev/null; then echo "$place"; return; fi
  done
  echo "no JDK 25 found to copy into the image" >&2
  return 1
}

# The first plain package source of this machine.
mirror() {
  { grep -hE '^(deb|URIs:) ' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null || true; } |
    sed -E 's/\[[^]]*\] ?//' | awk '{ for (i = 2; i <= NF; i++) if ($i ~ /^https?:/ && $i !~ /security|docker|node/) { print $i; exit } }' | head -n 1
}

debian() {
  local suite=$1 source
  work=$(mktemp -d)
  source=$(mirror)
  echo "  debootstrap $suite" >&2
  # shellcheck disable=SC2086
  debootstrap --variant=minbase "$suite" "$work/root" $source >"$work/log" 2>&1 || { tail -n 5 "$work/log" >&2; return 1; }
  rm -rf "$work"/root/var/cache/apt/archives/*.deb "$work"/root/var/lib/apt/lists/* "$work"/root/usr/share/{doc,man,locale}/*
}

make_debian() {
  debian "${1%-slim}"
  tar -C "$work/root" -c . | docker import --change 'CMD ["bash"]' - "debian:$1" >/dev/null
  rm -rf "$work"; work=
}

make_temurin() {
  local jdk container
  jdk=$(jdk25)
  have debian:bookworm-slim || pull debian:bookworm-slim || make_debian bookworm-slim
  work=$(mktemp -d)
  container=$(docker create debian:bookworm-slim true)
  mkdir "$work/root"
  docker export "$container" | tar -C "$work/root" -x
  docker rm "$container" >/dev/null
  mkdir -p "$work/root/opt/java"
  mkdir "$work/root/opt/java/openjdk"
  tar -C "$jdk" -h --exclude=./jmods --exclude=./lib/src.zip -c . | tar -C "$work/root/opt/java/openjdk" -x
  tar -C "$work/root" -c . | docker import \
    --change 'ENV JAVA_HOME=/opt/java/openjdk LANG=C.UTF-8 PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
    --change 'CMD ["jshell"]' - eclipse-temurin:25-jre >/dev/null
  rm -rf "$work"; work=
}

provide() {
  local image=$1
  if have "$image"; then echo "$image is here"; return; fi
  if pull "$image"; then echo "$image was pulled"; return; fi
  [ "$(id -u)" = 0 ] && command -v debootstrap >/dev/null ||
    { echo "$image can neither be pulled nor made here (making it needs root and debootstrap)" >&2; return 1; }
  case $image in
    debian:bookworm-slim) make_debian bookworm-slim ;;
    eclipse-temurin:25-jre) make_temurin ;;
    *) echo "$image cannot be pulled, and there is no recipe for it here" >&2; return 1 ;;
  esac
  echo "$image was made on this machine"
}

if [ $# -eq 0 ]; then
  mapfile -t images < <(sed -nE 's/^FROM ([^ ]+).*/\1/p' "$here"/*/Dockerfile | sort -u)
  set -- "${images[@]}"
fi
for image in "$@"; do provide "$image"; done
