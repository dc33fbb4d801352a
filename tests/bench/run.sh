#!/usr/bin/env bash
# Measures everything, and writes results/, the README's table and the one of src/testing.md. About half an
# hour.
set -euo pipefail
cd "$(dirname "$0")"
for pass in first second third; do
    cargo bench --quiet --bench speed -- --save-baseline "$pass"
done
cargo build --quiet --release --bins
cargo run --quiet --release --bin compile
cargo run --quiet --release --bin generator
cargo run --quiet --release --bin limits
cargo run --quiet --release --bin report
