#!/bin/sh
# Brings a checkout to the point where Vedette runs: dependencies, then the bundle in dist/.
# Says what it does; does nothing, quickly, when there is nothing to do.
set -eu
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*" >&2; }

if ! command -v node >/dev/null 2>&1; then
  say "Node.js 20.20 or newer is needed and no 'node' was found."
  exit 1
fi
if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number);
  process.exit(a > 20 || (a === 20 && b >= 20) ? 0 : 1)'; then
  say "Node.js 20.20 or newer is needed; this is $(node --version)."
  exit 1
fi

# npm writes this file at the end of an install: its age is the install's.
installed=node_modules/.package-lock.json
if [ ! -f "$installed" ] || [ -n "$(find package-lock.json -newer "$installed")" ]; then
  say "installing dependencies (npm ci) ..."
  npm ci --no-audit --no-fund --loglevel=error >&2
  touch "$installed"
fi

if [ ! -f dist/vedette.js ] || [ ! -f dist/log-reading.wasm ] || [ ! -f dist/as-networks.bin ] ||
  [ -n "$(find src detections scripts/build.ts package.json tsconfig.json -newer dist/vedette.js \
    -type f ! -name '*.test.ts' | head -n 1)" ]; then
  say "building dist/vedette.js ..."
  node_modules/.bin/tsx scripts/build.ts server >&2
fi

if [ ! -f dist/console/index.html ] ||
  [ -n "$(find console scripts/build.ts package.json -newer dist/console/index.html \
    -type f ! -name '*.test.ts' | head -n 1)" ]; then
  say "building dist/console ..."
  node_modules/.bin/tsx scripts/build.ts console >&2
fi
