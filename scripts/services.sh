#!/bin/sh
# Installs what the tests want from the machine beyond Node and npm. Today that is nothing: the
# tests run on the embedded store, on free loopback ports, in temporary folders.
set -eu
echo "services: the tests need no service on this machine; nothing to install."
