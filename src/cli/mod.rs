//! Arguments in, text and an exit code out.

mod annotate;
mod catalogue;
mod check;
mod diff;
mod explain;
mod files;
mod fix;
mod format;
mod input;
mod list;
mod lock;
mod openapi;
mod update;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use apigateway_errors::generator::{Report, text};
use clap::{Parser, Subcommand};

use format::Format;
use input::Files;

/// The API gateway's error codes: what the document says of them, and whether it is sound.
///
/// Exit codes: 0 all is well, 1 there are findings or differences, or nothing is found, 2 wrong
/// usage or a file that cannot be read or written.
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
        #[command(flatten)]
        files: Files,
        /// How to report.
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
        /// Show the page of a check instead, by id or by name; without one, a list of all.
        #[arg(long, value_name = "CHECK", num_args = 0..=1, conflicts_with_all = ["files", "format"])]
        explain: Option<Option<String>>,
        /// Make the changes of documents that a program may make, and report the rest.
        #[arg(long, conflicts_with = "explain")]
        fix: bool,
        /// With `--fix`: leave the documents as they are, and write the changes into their annotations, as
        /// corrections whose reasons are still to be written.
        #[arg(long, requires = "fix")]
        correct: bool,
        /// With `--fix`: only show the changes.
        #[arg(long, requires = "fix")]
        diff: bool,
    },
    /// Print the rows that annotations lack, filled in as far as the document tells.
    Annotate {
        #[command(flatten)]
        files: Files,
        /// Write them into the annotations, and take out blank rows that nothing needs.
        #[arg(long)]
        write: bool,
    },
    /// Bring in a new edition of a document: replace the document, bring its annotations in line, and say what
    /// changed and what is left to decide.
    Update(update::Update),
    /// Show what changed from one document or lock to another, and the version that it needs.
    Diff {
        /// The old document or lock.
        old: PathBuf,
        /// The new document or lock.
        new: PathBuf,
        /// How to report.
        #[arg(long, value_enum, default_value_t = diff::DiffFormat::Table)]
        format: diff::DiffFormat,
        /// What may differ: the wording, where one document is the translation of the other.
        #[arg(long, value_enum)]
        ignore: Option<diff::Ignored>,
        /// The annotations of the old document; without this, annotations.md beside it, or those of
        /// the new one.
        #[arg(long, value_name = "FILE")]
        old_annotations: Option<PathBuf>,
        /// The annotations of the new document; without this, annotations.md beside it.
        #[arg(long, value_name = "FILE")]
        annotations: Option<PathBuf>,
    },
    /// Write what the document promises to programs into its lock, and show what changed.
    Lock {
        #[command(flatten)]
        files: Files,
    },
    /// Print the Rust code of a document.
    Generate {
        #[command(flatten)]
        files: Files,
        /// Write it to a file instead.
        #[arg(long, short, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Only say whether a file holds it already.
        #[arg(long, value_name = "FILE", conflicts_with = "out")]
        check: Option<PathBuf>,
        /// The path of the crate with the run-time types.
        #[arg(long, value_name = "PATH", default_value = "::apigateway_errors")]
        runtime: String,
    },
    /// Print the catalogue of a document for other languages.
    Export {
        #[command(flatten)]
        files: Files,
        /// In which form.
        #[arg(long, value_enum, default_value_t = catalogue::ExportFormat::Json)]
        format: catalogue::ExportFormat,
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

/// A writer that drops what nobody reads any more: a command whose reader goes away does the rest
/// of its work and ends with the same exit code.
struct UntilClosed<W>(W);

impl<W: Write> Write for UntilClosed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
            written => written,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0.flush() {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            flushed => flushed,
        }
    }
}

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    // Colours reach a terminal only.
    let mut out = UntilClosed(anstream::AutoStream::auto(io::stdout().lock()));
    let outcome = dispatch(arguments.command, &mut out);
    match outcome.and_then(|outcome| out.flush().map(|()| outcome)) {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            complain(format_args!("cannot write: {error}"));
            Outcome::Unusable.into()
        }
    }
}

fn dispatch(command: Command, out: &mut impl Write) -> io::Result<Outcome> {
    match command {
        Command::List => list::run(out),
        Command::Explain { query } => explain::run(&query, out),
        Command::Check {
            explain: Some(name),
            ..
        } => check::explain(name.as_deref(), out),
        Command::Check {
            files,
            format,
            fix: true,
            correct,
            diff,
            ..
        } => fix::run(&files, fix::Ways { correct, diff }, format, out),
        Command::Check { files, format, .. } => check::run(&files, format, out),
        Command::Annotate { files, write: true } => annotate::write(&files, out),
        Command::Annotate { files, .. } => annotate::print(&files, out),
        Command::Update(update) => update::run(&update, out),
        Command::Diff {
            old,
            new,
            format,
            ignore,
            old_annotations,
            annotations,
        } => {
            let new = diff::Side::new(new, annotations);
            let old = diff::Side::new(old, old_annotations);
            diff::run(&old, &new, ignore, format, out)
        }
        Command::Lock { files } => lock::run(&files, out),
        Command::Generate {
            files,
            out: file,
            check,
            runtime,
        } => {
            let target = match (check, file) {
                (Some(file), _) => catalogue::Target::Check(file),
                (None, Some(file)) => catalogue::Target::File(file),
                (None, None) => catalogue::Target::Out,
            };
            catalogue::generate(&files, &target, &runtime, out)
        }
        Command::Export { files, format } => catalogue::export(&files, format, out),
    }
}

/// Says on standard error what went wrong; where nobody listens, nobody has to be told.
fn complain(what: impl core::fmt::Display) {
    let _ = writeln!(io::stderr(), "error: {what}");
}

/// Says on standard error why there is nothing to do.
fn unusable(why: impl core::fmt::Display) -> Outcome {
    complain(why);
    Outcome::Unusable
}

/// Says on standard error where what is read is not what a file says.
fn tell_corrections(report: &Report) {
    let corrected = &report.corrected;
    let path = text::visible(corrected.published.path());
    for (line, old, new) in corrected.texts() {
        let (old, new) = (text::quoted(old), text::quoted(new));
        let _ = writeln!(
            io::stderr(),
            "note: {path}:{}: {old} is read as {new}",
            line + 1
        );
    }
}

/// Says on standard error what to do.
fn advise(what: impl core::fmt::Display) {
    let _ = writeln!(io::stderr(), "help: {what}");
}
