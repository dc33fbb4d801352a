#!/usr/bin/env bash
# Fuzzes each target for a while: tests/fuzz/run.sh [SECONDS]. Needs a nightly toolchain and cargo-fuzz.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-600}
for target in document annotations message json; do
    mkdir -p "corpus/$target"
    cargo +nightly fuzz run --fuzz-dir . "$target" "corpus/$target" "seeds/$target" -- \
        -max_total_time="$seconds" -max_len=16384 -print_final_stats=1
done
