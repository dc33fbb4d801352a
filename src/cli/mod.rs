//! Arguments in, text and an exit code out.

mod check;
mod explain;
mod list;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The API gateway's error codes: what the document says of them, and whether it is sound.
///
/// Exit codes: 0 all is well, 1 there are findings or nothing is found, 2 wrong usage or a file
/// that cannot be read.
#[derive(Debug, Parser)]
#[command(name = "apigateway-errors", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show all entries as a table.
    List,
    /// Show what the document says of a code, of a status, or of an error response.
    Explain {
        /// A code's name, a status, or both: FAILED_PRECONDITION, 409, "FAILED_PRECONDITION 409".
        /// With `-`, an error response is read from standard input, as the gateway sends it in JSON.
        #[arg(required = true)]
        query: Vec<String>,
    },
    /// Check documents and report everything that is wrong with them.
    Check {
        /// The documents; without any, spec/error-codes.md.
        files: Vec<PathBuf>,
        /// The annotations of the documents; without this, annotations.md beside each of them.
        #[arg(long, value_name = "FILE")]
        annotations: Option<PathBuf>,
    },
}

/// How a command ended, short of an input or output error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Clean,
    Findings,
    Unusable,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let mut out = io::stdout().lock();
    let outcome = match arguments.command {
        Command::List => list::run(&mut out),
        Command::Explain { query } => explain::run(&query, &mut out),
        Command::Check { files, annotations } => {
            check::run(&files, annotations.as_deref(), &mut out)
        }
    };
    match outcome.and_then(|outcome| out.flush().map(|()| outcome)) {
        Ok(outcome) => outcome.into(),
        // Whoever reads has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: cannot write: {error}");
            Outcome::Unusable.into()
        }
    }
}
