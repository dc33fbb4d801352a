#!/usr/bin/env bash
# Measures everything, and writes results/, the README's lines and the table of src/testing.md. About a quarter
# of an hour.
set -euo pipefail
cd "$(dirname "$0")"
cargo build --quiet --release --bins
cargo run --quiet --release --bin speed
cargo run --quiet --release --bin parse
cargo run --quiet --release --bin compile
cargo run --quiet --release --bin generator
cargo run --quiet --release --bin limits
cargo run --quiet --release --bin report
