# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by packaging/run, packaging/test and .ci/run: steps that are said,
# packages that are installed only when missing, and the release build.
# shellcheck shell=bash

export LC_ALL=C.UTF-8 LANG=C.UTF-8
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
if [ -z "${CCACHE_DIR:-}" ] && { [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; }; then
  export CCACHE_DIR="$root/build/ccache"
fi
not_installed=()
may_ask=no
if [ -t 0 ] && [ -z "${CI:-}" ]; then may_ask=yes; fi

say() { printf '\n==> %s\n' "$*"; }
note() { printf '    %s\n' "$*"; }
fail() {
  printf '\nrackloom: %s\n' "$*" >&2
  exit 1
}

# Runs a command as root: directly, or through sudo. Without a terminal, or with CI set, sudo must not ask.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif ! command -v sudo >/dev/null; then
    echo "not root, and there is no sudo"
    return 1
  elif [ "$may_ask" = yes ]; then
    sudo -E "$@"
  else
    sudo -n -E "$@"
  fi
}

may_install() {
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && { [ "$may_ask" = yes ] || sudo -n true 2>/dev/null; }; }
}

# Quiet: what apt-get says goes to build/packages.log, and its end is shown when it fails.
apt_get() {
  mkdir -p "$root/build"
  local log="$root/build/packages.log"
  if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=600 \
    -o Dpkg::Use-Pty=0 -o Acquire::Retries=3 "$@" >"$log" 2>&1 </dev/null; then
    tail -n 5 "$log"
    return 1
  fi
}

installed() {
  case "$(dpkg-query -W -f='${db:Status-Abbrev}' "$1" 2>/dev/null)" in
    ii*) return 0 ;;
    *) return 1 ;;
  esac
}

# ensure_packages LIST...: installs what the lists name and the machine lacks, in one go: a lock that another
# program holds is waited for once. What cannot be installed is said and left to the build, which may find it
# elsewhere.
ensure_packages() {
  local package missing=() known=()
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    note "this is no Debian system; going on with what is installed (wanted: see $*)"
    return 0
  fi
  while read -r package; do
    installed "$package" || missing+=("$package")
  done < <(sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$@")
  if [ ${#missing[@]} = 0 ]; then
    note "all packages of $* are installed"
    return 0
  fi
  if may_install; then
    note "installing: ${missing[*]}"
    apt_get update || note "the package lists could not be refreshed (no network?); using the old ones"
    # One name that this release does not know would refuse all the others.
    for package in "${missing[@]}"; do
      if apt-cache show "$package" >/dev/null 2>&1; then known+=("$package"); fi
    done
    if [ ${#known[@]} != 0 ]; then
      apt_get install --no-install-recommends "${known[@]}" || note "apt-get refused; all it said: build/packages.log"
    fi
  else
    note "no right to install packages (not root, and no sudo that works without a question)"
  fi
  for package in "${missing[@]}"; do
    installed "$package" || not_installed+=("$package")
  done
  if [ ${#not_installed[@]} != 0 ]; then
    note "going on without: ${not_installed[*]}"
  fi
}

how_to_install() {
  if [ ${#not_installed[@]} != 0 ]; then
    printf 'These packages could not be installed: %s. ' "${not_installed[*]}"
  fi
  printf 'As root, with a network: apt-get update, then apt-get install the packages in packaging/packages.txt.'
}

require_tools() {
  local tool version
  for tool in cmake g++ ninja; do
    command -v "$tool" >/dev/null || fail "the program '$tool' is missing. $(how_to_install)"
  done
  version=$(cmake --version | sed -n 's/^cmake version \([0-9.]*\).*/\1/p')
  if [ "$(printf '%s\n' 3.25 "$version" | sort -V | head -n 1)" != 3.25 ]; then
    fail "CMake is $version; 3.25 or newer is needed (Debian 12 has 3.25)."
  fi
}

# As many compilers as there are cores, but 1.2 GB of memory for each.
build_jobs() {
  local cores memory
  cores=$(nproc 2>/dev/null || echo 2)
  memory=$(awk '/^MemAvailable:/ {print int($2 / 1200000)}' /proc/meminfo 2>/dev/null || true)
  if [ -n "$memory" ] && [ "$memory" -lt "$cores" ]; then cores=$memory; fi
  if [ "$cores" -lt 1 ]; then cores=1; fi
  echo "$cores"
}

# build PRESET [CMAKE_BUILD_ARGUMENT...]
build() {
  local preset=$1 log
  shift
  require_tools
  say "Configuring $preset"
  mkdir -p build
  log="build/configure-$preset.log"
  if ! cmake --preset "$preset" >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    fail "configuring failed (all of it: $log). $(how_to_install)"
  fi
  say "Building $preset with $(build_jobs) jobs"
  cmake --build "build/$preset" --parallel "$(build_jobs)" "$@" || fail "building $preset failed; the first error is above."
}
