//! What the document says, row by row.
//!
//! Rows are data, and are written as text: a syntax tree of ten thousand of them takes seconds to format.

use std::collections::BTreeMap;
use std::fmt::Display;

use crate::generator::catalogue::{Catalogue, Code, Entry, Message, Table, Text};
use crate::generator::handling::Handling;
use crate::generator::index::Index;
use crate::generator::name;
use crate::generator::template::Part;

/// How many entries an array is written with. The time that the compiler takes for an array of entries
/// grows with the square of their number.
const ENTRIES: usize = 100;

/// A module of all rows. It imports what it names, so that the rows need no paths.
pub(super) fn rows(catalogue: &Catalogue, runtime: &str) -> String {
    let Catalogue {
        codes,
        entries,
        tables,
    } = catalogue;
    let imports = imports(runtime);
    let entry_rows = entry_rows(catalogue);
    let code_rows = array("CODES", "CodeRow", codes.iter().map(code_row));
    let table_rows = array(
        "TABLES",
        "TableRow<ErrorCode>",
        tables.iter().map(table_row),
    );
    let status_rows = status_rows(entries);
    let names = names(codes);
    format!(
        "\
/// What the document says, row by row.
mod rows {{
{imports}
    /// The entries, in the order of their codes and statuses.
{entry_rows}
    /// The codes, in the order of their names.
{code_rows}
    /// The tables, in the order of the document.
{table_rows}
    /// The statuses that have entries.
{status_rows}
    /// The entries of each status.
    pub(super) static BY_STATUS: ByStatus<ErrorCode> = ByStatus::new(&STATUSES);

    /// The entries at some positions.
    const fn pick<const N: usize>(positions: [u16; N]) -> [&'static Entry<ErrorCode>; N] {{
        {runtime}::row::pick(&ENTRIES, positions)
    }}

{names}}}
"
    )
}

fn imports(runtime: &str) -> String {
    format!(
        "    #![allow(unused_imports)]

    use ::core::option::Option::{{None, Some}};

    use super::{{ErrorCode, Table}};
    use {runtime}::row::Piece::{{Text, Value}};
    use {runtime}::row::{{
        ByStatus, CodeRow, EntryText, Grpc, Handling, Hash, Names, Retry, Slot, StatusRow, TableRow, Template,
    }};
    pub(super) use {runtime}::row::{{Entry, joined, padded}};
"
    )
}

/// A static array, a row a line.
fn array(name: &str, of: &str, rows: impl ExactSizeIterator<Item = String>) -> String {
    let count = rows.len();
    let rows: String = rows.map(|row| format!("        {row},\n")).collect();
    format!("    pub(super) static {name}: [{of}; {count}] = [\n{rows}    ];\n")
}

/// Values with commas between them.
fn list(values: impl IntoIterator<Item = impl Display>) -> String {
    let values = values.into_iter().map(|value| value.to_string());
    values.collect::<Vec<_>>().join(", ")
}

fn entry_rows(catalogue: &Catalogue) -> String {
    let mut numbers = 0..;
    let rows = catalogue.entries.iter();
    let rows: Vec<String> = rows
        .map(|entry| entry_row(catalogue, entry, &mut numbers))
        .collect();
    let of = "Entry<ErrorCode>";
    if rows.len() <= ENTRIES {
        return array("ENTRIES", of, rows.into_iter());
    }
    let (count, parts) = (rows.len(), rows.chunks(ENTRIES).enumerate());
    let names = list((0..count.div_ceil(ENTRIES)).map(|part| format!("&ENTRIES_{part}")));
    let parts =
        parts.map(|(part, rows)| array(&format!("ENTRIES_{part}"), of, rows.iter().cloned()));
    let parts: String = parts.collect();
    format!("    pub(super) static ENTRIES: [{of}; {count}] = joined(&[{names}]);\n\n{parts}")
}

fn entry_row(
    catalogue: &Catalogue,
    entry: &Entry,
    numbers: &mut impl Iterator<Item = usize>,
) -> String {
    let Entry {
        code,
        status,
        texts,
        tables,
        messages,
        handling,
    } = entry;
    let code = &catalogue.codes[*code].variant;
    let tables = list(
        tables
            .iter()
            .map(|&table| format!("Table::{}", catalogue.tables[table].variant)),
    );
    let templates = match &messages[..] {
        [] => String::new(),
        messages => {
            let rows = messages.iter().zip(numbers).map(|(message, number)| {
                format!("                {},\n", template(message, number))
            });
            format!("\n{}            ", rows.collect::<String>())
        }
    };
    let handling = handling
        .as_ref()
        .map_or_else(|| "None".to_owned(), handling_row);
    let Text {
        message,
        solution,
        line,
        ..
    } = &texts[0];
    let others = list(texts[1..].iter().map(|text| text_row(catalogue, text)));
    format!(
        "\
Entry {{
            code: ErrorCode::{code},
            status: {status},
            message: {message:?},
            solution: {solution:?},
            others: &[{others}],
            tables: &[{tables}],
            templates: &[{templates}],
            handling: {handling},
            line: {line},
        }}"
    )
}

fn text_row(catalogue: &Catalogue, text: &Text) -> String {
    let Text {
        message,
        solution,
        table,
        line,
        ..
    } = text;
    let table = &catalogue.tables[*table].variant;
    format!(
        "EntryText {{ message: {message:?}, solution: {solution:?}, table: Table::{table}, line: {line} }}"
    )
}

fn template(message: &Message, number: usize) -> String {
    let (variant, placeholders) = (&message.variant, &message.template.names);
    let pieces = list(message.template.parts.iter().map(|part| match part {
        Part::Text(text) => format!("Text({text:?})"),
        Part::Slot(slot) => format!("Value({slot})"),
    }));
    format!(
        "Template {{ message: {number}, name: {variant:?}, placeholders: &{placeholders:?}, pieces: &[{pieces}] }}"
    )
}

fn handling_row(handling: &Handling) -> String {
    let Handling {
        grpc,
        retry,
        reason,
        ..
    } = handling;
    let [grpc, retry] = [grpc, retry].map(|name| name::variant(name));
    format!("Some(Handling {{ grpc: Grpc::{grpc}, retry: Retry::{retry}, reason: {reason:?} }})")
}

fn code_row(code: &Code) -> String {
    let Code {
        name,
        variant: _,
        entries,
    } = code;
    format!("CodeRow {{ name: {name:?}, entries: {entries:?} }}")
}

fn table_row(table: &Table) -> String {
    let Table {
        title,
        variant: _,
        entries,
    } = table;
    format!("TableRow {{ title: {title:?}, entries: &pick({entries:?}) }}")
}

fn status_rows(entries: &[Entry]) -> String {
    let mut by_status: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    for (position, entry) in entries.iter().enumerate() {
        by_status.entry(entry.status).or_default().push(position);
    }
    let rows = by_status.iter().map(|(status, entries)| {
        format!("StatusRow {{ status: {status}, entries: &pick({entries:?}) }}")
    });
    array("STATUSES", "StatusRow<ErrorCode>", rows)
}

/// The perfect hash of the names.
fn names(codes: &[Code]) -> String {
    let names: Vec<&str> = codes.iter().map(|code| code.name.as_str()).collect();
    let Index {
        seed,
        distances,
        displacements,
        slots,
    } = Index::of(&names);
    let slots = slots.into_iter().map(|slot| match slot {
        None => "Slot::EMPTY".to_owned(),
        Some(code) => {
            let Code { name, variant, .. } = &codes[code];
            format!("Slot {{ name: {name:?}, code: Some(ErrorCode::{variant}) }}")
        }
    });
    let slots = array("SLOTS", "Slot<ErrorCode>", slots);
    format!(
        "    /// The names in a perfect hash table: the hash of a name leads to its slot.
    pub(super) const NAMES: Names<ErrorCode> = Names {{
        hash: Hash {{ seed: {seed:#018x}, distances: &{distances:?} }},
        displacements: &{displacements:?},
        slots: &SLOTS,
    }};

    /// The slots of the names.
{slots}"
    )
}
