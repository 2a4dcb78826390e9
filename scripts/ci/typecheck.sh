#!/usr/bin/env bash
# Both projects, and a guard: one `/// <reference types="node" />` in a dependency would let node:* pass where it must not.
set -euo pipefail

failed=0
npx --no-install tsc -p tsconfig.json || failed=1
npx --no-install tsc -p tsconfig.lib.json || failed=1

files=$(npx --no-install tsc -p tsconfig.lib.json --listFilesOnly)
if ! grep -q '/src/core/' <<<"$files"; then
  echo 'tsconfig.lib.json sees no file of src/core'
  failed=1
fi
if grep -q '/@types/node/' <<<"$files"; then
  echo 'tsconfig.lib.json sees the types of node through a dependency'
  failed=1
fi
exit "$failed"
