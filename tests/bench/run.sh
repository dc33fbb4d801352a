#!/usr/bin/env bash
# Measures everything, and writes results/ and the README's table. About ten minutes.
set -euo pipefail
cd "$(dirname "$0")"
cargo bench --quiet --bench speed
cargo build --quiet --release --bins
cargo run --quiet --release --bin compile
cargo run --quiet --release --bin generator
cargo run --quiet --release --bin report
