#!/bin/sh
# Installs the named system packages with apt-get (as root or with sudo) or Homebrew, or says what to install by hand.
# With QUIETLY=1 no service of theirs is started: on Debian the file policy-rc.d says so while they are installed.
set -eu

if command -v apt-get >/dev/null; then
  if [ "$(id -u)" = 0 ]; then
    as_root=""
  elif command -v sudo >/dev/null; then
    as_root="sudo"
  else
    echo "Cannot install $*: neither root nor sudo. Ask an administrator for: apt-get install $*" >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  echo "Installing $* with apt-get" >&2
  policy=/usr/sbin/policy-rc.d
  if [ -n "${QUIETLY:-}" ] && [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null
    $as_root chmod +x "$policy"
    trap '$as_root rm -f "$policy"' EXIT
  fi
  $as_root apt-get update -qq && $as_root apt-get install -qq -y --no-install-recommends "$@" >/dev/null && exit 0
elif command -v brew >/dev/null; then
  echo "Installing $* with Homebrew" >&2
  brew install --quiet "$@" && exit 0
fi
echo "Cannot install $*: install it by hand and run make again." >&2
exit 1
