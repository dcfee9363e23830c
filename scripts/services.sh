#!/bin/sh
# Installs what the tests want from the machine beyond Node and npm: Chromium, for the tests of the
# console, and nats-server, for the outside test of the sink. Everything else runs on the embedded
# store, on free loopback ports, in temporary folders.
set -eu

say() { printf 'services: %s\n' "$*" >&2; }

missing=
[ -x /usr/bin/chromium ] || missing="$missing chromium"
[ -x /usr/sbin/nats-server ] || command -v nats-server >/dev/null 2>&1 || missing="$missing nats-server"
if [ -z "$missing" ]; then
  say "Chromium and nats-server are there; nothing to install."
  exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
  say "missing:$missing; this is not Debian or Ubuntu: install them, Chromium as /usr/bin/chromium."
  exit 1
fi
sudo=
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    say "as root, run: apt-get install -y --no-install-recommends$missing"
    exit 1
  fi
  sudo=sudo
fi
say "installing$missing (apt-get) ..."
$sudo apt-get update -qq
# shellcheck disable=SC2086 # one word for each package
$sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
say "installed."
