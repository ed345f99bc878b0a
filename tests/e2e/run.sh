#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh PROGRAM SCENARIOS.py: a display, a window manager and an accessibility bus of its own, taken down at the
# end. Ends with 77, which ctest counts as skipped, where one of them cannot be had.
set -u

skip() {
  echo "skipped: $1"
  exit 77
}

if [ -z "${RACKLOOM_E2E_INSIDE:-}" ]; then
  for tool in xvfb-run Xvfb xauth openbox xdotool dbus-run-session; do
    command -v "$tool" >/dev/null || skip "$tool is not installed"
  done
  /usr/bin/python3 -c 'import pyatspi' 2>/dev/null || skip "python3-pyatspi is not installed"
  [ -x /usr/libexec/at-spi-bus-launcher ] || skip "at-spi2-core is not installed"
  home=$(mktemp -d)
  mkdir -m 700 "$home/run"
  trap 'rm -rf "$home"' EXIT
  env RACKLOOM_E2E_INSIDE=1 HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_CONFIG_HOME="$home/config" \
    XDG_STATE_HOME="$home/state" XDG_DATA_HOME="$home/data" XDG_CACHE_HOME="$home/cache" \
    timeout 280 xvfb-run -a -s '-screen 0 1600x1000x24 -nolisten tcp' dbus-run-session -- bash "$0" "$@"
  exit $?
fi

export QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 QT_SCALE_FACTOR=1
openbox >/dev/null 2>&1 &
manager=$!
/usr/libexec/at-spi-bus-launcher --launch-immediately >/dev/null 2>&1 &
bus=$!
trap 'kill $manager $bus 2>/dev/null' EXIT
/usr/bin/python3 "$2" "$1"
