#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The scripts of packaging/ and .ci/ in a copy, among tools that only note how they were called.
# SOURCE: the root of the repository. Nothing is installed or built.
set -euo pipefail
source_root=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/tools" "$work/root/.ci" "$work/root/build/release/bin"
cp -r "$source_root/packaging" "$work/root/"
cp "$source_root/.ci/run" "$work/root/.ci/"
failed=0

tool() { # NAME, its text on standard input
  { echo '#!/usr/bin/env bash'; cat; } >"$work/tools/$1"
  chmod +x "$work/tools/$1"
}
expect() { # WHAT COMMAND...
  local what=$1
  shift
  if "$@"; then echo "ok    $what"; else echo "FAIL  $what"; failed=1; fi
}
calls() { grep -c -e "$1" "$work/calls" || true; }

tool cmake <<'END'
if [ "$1" = --version ]; then echo "cmake version 3.25.1"; else echo "said by cmake"; fi
END
tool g++ </dev/null
tool ninja </dev/null
tool dpkg-query </dev/null
tool id <<'END'
echo "${FAKE_USER:-0}"
END
tool apt-cache <<'END'
[ "$2" != libeigen3-dev ]
END
tool apt-get <<END
echo "apt-get \$*" >>"$work/calls"
END
tool sudo <<END
echo "sudo \$*" >>"$work/calls"
exit 1
END
cat >"$work/root/build/release/bin/rackloom" <<'END'
#!/usr/bin/env bash
echo '{"arguments": "'"$*"'"}'
END
chmod +x "$work/root/build/release/bin/rackloom"
run() { (cd "$work/root" && PATH="$work/tools:$PATH" "$@") 2>"$work/err" </dev/null; }

: >"$work/calls"
out=$(run packaging/run analyze x.rackloom --json)
expect "standard output is the program's alone" test "$out" = '{"arguments": "analyze x.rackloom --json"}'
expect "what is built is said on standard error" grep -q "said by cmake" "$work/err"
expect "packages are installed in one call" test "$(calls ' install ')" = 1
expect "a package that is not known is left out" test "$(calls libeigen3-dev)" = 0

: >"$work/calls"
FAKE_USER=1000 run packaging/run check x.rackloom >"$work/out"
expect "without the right to install, apt-get is left alone" test "$(calls apt-get)" = 0
expect "and the build goes on" grep -q "check x.rackloom" "$work/out"

# The stages of .ci/run, without those that it starts.
sed -e '/^stage "release build/,$d' "$work/root/.ci/run" >"$work/root/.ci/stages"
cat >>"$work/root/.ci/stages" <<'END'
breaks() { false; echo "went on"; }
holds() { true; }
stage_in_time 0 "breaks" breaks
stage_in_time 0 "holds" holds
printf '%s\n' "${times[@]}" "asks: $may_ask"
END
out=$(run bash .ci/stages)
expect "a stage ends at its first failing command" test "${out/went on/}" = "$out"
expect "and is reported" grep -q "breaks: FOUND SOMETHING" <<<"$out"
expect "one that holds is not" test "${out/holds: FOUND/}" = "$out"
expect "no stage asks for a password" grep -q "asks: no" <<<"$out"
exit "$failed"
