//! `generate` and `export`: the catalogue as Rust, or for other languages.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use apigateway_errors::generator::catalogue::{Catalogue, Entry, Message, Text};
use apigateway_errors::generator::template::Part as Piece;
use apigateway_errors::generator::{Options, emit};
use serde::Serialize;

use super::files::{self, Changes};
use super::format::write_json;
use super::input::Files;
use super::{Outcome, advise, complain, openapi, unusable};

/// Raised when a member of the JSON form goes or changes its meaning.
const VERSION: u32 = 1;

/// The forms in which a catalogue is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ExportFormat {
    /// JSON, in a form that only grows.
    Json,
    /// Components of OpenAPI 3.1.
    Openapi,
    /// The JSON schema of what is exported as JSON.
    Schema,
}

/// What is done with generated code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// It is printed.
    Out,
    /// It is written to a file.
    File(PathBuf),
    /// It is compared with a file.
    Check(PathBuf),
}

pub(super) fn generate(
    files: &Files,
    target: &Target,
    runtime: &str,
    out: &mut impl Write,
) -> io::Result<Outcome> {
    let (report, catalogue) = match files.sound() {
        Ok(read) => read,
        Err(outcome) => return Ok(outcome),
    };
    let options = Options {
        document: report.document.source.path(),
        runtime,
    };
    let text = match emit(&catalogue, options) {
        Ok(text) => text,
        Err(error) => {
            return Ok(unusable(format_args!(
                "{runtime}: not the path of a crate: {error}"
            )));
        }
    };
    let (file, found) = match target {
        Target::Out => {
            out.write_all(text.as_bytes())?;
            return Ok(Outcome::Clean);
        }
        Target::File(file) => {
            let mut read = files
                .paths()
                .into_iter()
                .flat_map(|path| [files.annotations_path(&path), files.lock_path(&path), path]);
            if read.any(|path| files::is_same(&path, file)) {
                return Ok(unusable(format_args!(
                    "{}: what the code is made of is not replaced by it",
                    file.display()
                )));
            }
            let mut changes = Changes::default();
            changes.write(file, text);
            return Ok(changes.commit().err().unwrap_or(Outcome::Clean));
        }
        Target::Check(file) => (file, fs::read(file)),
    };
    match found {
        Ok(found) if found == text.as_bytes() => Ok(Outcome::Clean),
        Ok(_) => {
            complain(format_args!("{}: is not what is generated", file.display()));
            advise("write it with `generate --out`");
            Ok(Outcome::Findings)
        }
        Err(error) => Ok(unusable(format_args!("{}: {error}", file.display()))),
    }
}

#[derive(Serialize)]
struct Exported<'a> {
    version: u32,
    document: &'a str,
    tables: Vec<Table<'a>>,
    entries: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Table<'a> {
    name: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    status: u16,
    message: &'a str,
    templates: Vec<Vec<Part<'a>>>,
    solution: Option<&'a str>,
    /// What further rows say, where they say something else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    others: Vec<Other<'a>>,
    tables: Vec<&'a str>,
    line: usize,
    handling: Option<Handling<'a>>,
}

#[derive(Serialize)]
struct Other<'a> {
    message: &'a str,
    solution: Option<&'a str>,
    table: &'a str,
    line: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Part<'a> {
    Text(&'a str),
    Placeholder(&'a str),
}

#[derive(Serialize)]
struct Handling<'a> {
    grpc: &'a str,
    retry: &'a str,
    reason: &'a str,
}

pub(super) fn export(
    files: &Files,
    format: ExportFormat,
    out: &mut impl Write,
) -> io::Result<Outcome> {
    if format == ExportFormat::Schema {
        out.write_all(include_bytes!("export.schema.json"))?;
        return Ok(Outcome::Clean);
    }
    let (report, catalogue) = match files.sound() {
        Ok(read) => read,
        Err(outcome) => return Ok(outcome),
    };
    let document = report.document.source.path();
    if format == ExportFormat::Openapi {
        write_json(&openapi::document(&catalogue, document), out)?;
    } else {
        write_json(&exported(&catalogue, document), out)?;
    }
    Ok(Outcome::Clean)
}

fn exported<'a>(catalogue: &'a Catalogue, document: &'a str) -> Exported<'a> {
    let tables = catalogue.tables.iter();
    let entries = catalogue.entries.iter();
    Exported {
        version: VERSION,
        document,
        tables: tables
            .map(|table| Table {
                name: &table.variant,
                title: &table.title,
            })
            .collect(),
        entries: entries.map(|entry| row(catalogue, entry)).collect(),
    }
}

fn row<'a>(catalogue: &'a Catalogue, entry: &'a Entry) -> Row<'a> {
    let tables = entry.tables.iter();
    let (first, others) = (&entry.texts[0], &entry.texts[1..]);
    let other = |text: &'a Text| Other {
        message: &text.message,
        solution: text.solution.as_deref(),
        table: &catalogue.tables[text.table].variant,
        line: text.line,
    };
    let handling = entry.handling.as_ref();
    Row {
        code: &catalogue.codes[entry.code].name,
        status: entry.status,
        message: &first.message,
        templates: entry.messages.iter().map(parts).collect(),
        solution: first.solution.as_deref(),
        others: others.iter().map(other).collect(),
        tables: tables
            .map(|&table| catalogue.tables[table].variant.as_str())
            .collect(),
        line: first.line,
        handling: handling.map(|handling| Handling {
            grpc: &handling.grpc,
            retry: &handling.retry,
            reason: &handling.reason,
        }),
    }
}

fn parts(message: &Message) -> Vec<Part<'_>> {
    let pieces = message.template.parts.iter();
    pieces
        .map(|piece| match piece {
            Piece::Text(text) => Part::Text(text),
            Piece::Slot(index) => Part::Placeholder(&message.template.names[*index]),
        })
        .collect()
}
