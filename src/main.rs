//! The command line: `list`, `explain` and `check`.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
