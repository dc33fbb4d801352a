#!/usr/bin/env bash
# The hook for pre-commit: builds the command line where pre-commit has put this repository, once, and checks the
# documents that it is given.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
exec cargo run --quiet --locked --release --manifest-path "$here/Cargo.toml" --features cli -- check "$@"
