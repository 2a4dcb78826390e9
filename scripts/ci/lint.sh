#!/usr/bin/env bash
# Both linters, whatever the first one finds.
set -euo pipefail

failed=0
npx --no-install biome check --error-on-warnings || failed=1
npx --no-install oxlint --type-aware --tsconfig tsconfig.json --deny-warnings src test || failed=1
exit "$failed"
