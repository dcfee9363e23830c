#!/bin/sh
# Installs what the tests want from the machine beyond Node and npm: Chromium, for the tests of the
# console. Everything else runs on the embedded store, on free loopback ports, in temporary folders.
set -eu

say() { printf 'services: %s\n' "$*" >&2; }

if [ -x /usr/bin/chromium ]; then
  say "Chromium is there; nothing to install."
  exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
  say "Chromium is missing and this is not Debian or Ubuntu: install it as /usr/bin/chromium."
  exit 1
fi
sudo=
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    say "Chromium is missing: as root, run: apt-get install -y --no-install-recommends chromium"
    exit 1
  fi
  sudo=sudo
fi
say "installing chromium (apt-get) ..."
$sudo apt-get update -qq
$sudo apt-get install -y -qq --no-install-recommends chromium >/dev/null
say "Chromium is installed."
