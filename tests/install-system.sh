#!/bin/sh
# Installs what the tests need beside Python: a Chromium, nginx, and poppler's pdftotext, pdfinfo and pdftoppm. $1 is the
# virtual environment's Python, whose Playwright can bring a browser where the system has no package of one.
set -eu
here=$(dirname "$0")

if ! command -v pdftotext >/dev/null || ! command -v pdftoppm >/dev/null; then
  if command -v brew >/dev/null; then sh "$here/install-packages.sh" poppler; else sh "$here/install-packages.sh" poppler-utils; fi
fi
if ! PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v nginx >/dev/null; then
  QUIETLY=1 sh "$here/install-packages.sh" nginx
fi
# Playwright brings its own Node, which needs a library that a minimal Debian lacks.
if ! "$1" -m playwright --version >/dev/null 2>&1 && command -v apt-get >/dev/null; then
  sh "$here/install-packages.sh" libatomic1
fi
debian() { [ -f /etc/debian_version ] && ! grep -qi ubuntu /etc/os-release; }
if debian && [ -z "${CHROMIUM:-}" ] && ! command -v chromium-headless-shell >/dev/null; then
  sh "$here/install-packages.sh" chromium-headless-shell fonts-liberation || true # an older Debian has only the whole browser
fi
if ! "$1" "$here/browser/find_chromium.py" >/dev/null; then
  # Ubuntu's package `chromium` is only a pointer to a snap, which does not run in containers.
  if debian; then
    sh "$here/install-packages.sh" chromium fonts-liberation
  else
    "$1" -m playwright install --with-deps chromium
  fi
  if ! "$1" "$here/browser/find_chromium.py" >/dev/null; then
    echo "No Chromium could be installed. Install one, or name it: CHROMIUM=/path/to/chromium make test" >&2
    exit 1
  fi
fi
