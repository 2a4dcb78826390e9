#!/usr/bin/env bash
# Installs what a bare Debian machine lacks. Without the right to do so it says what is missing: the tests that need it say that they skip.
set -euo pipefail

need() { # COMMAND PACKAGE
  command -v "$1" >/dev/null || missing+=("$2")
}

missing=()
need node nodejs
need npm npm
need git git
need chromium chromium
need keepassxc-cli keepassxc
need ssh-keygen openssh-client
python3 -c 'import pykeepass' 2>/dev/null || missing+=(python3-pykeepass)

if [ ${#missing[@]} -gt 0 ]; then
  become=()
  if [ "$(id -u)" -ne 0 ]; then
    if sudo -n true 2>/dev/null; then
      become=(sudo -n)
    else
      echo "machine: not root, so not installed: ${missing[*]}"
      missing=()
    fi
  fi
fi

if [ ${#missing[@]} -gt 0 ]; then
  echo "machine: installing ${missing[*]}"
  "${become[@]}" apt-get update -qq
  "${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ca-certificates "${missing[@]}" >/dev/null
fi

# The tools need more than the package itself does (20.12).
node -e '
  const [major, minor] = process.versions.node.split(".").map(Number);
  const enough = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  console.log(`machine: node ${process.versions.node}${enough ? "" : ", but 20.19 or 22.12 is needed"}`);
  process.exitCode = enough ? 0 : 1;
'
