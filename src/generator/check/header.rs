//! Headers: which column holds what.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::is_header_wrong;
use super::{Input, Rule, Stage, check};
use crate::generator::annotations::LEFT_OUT;
use crate::generator::document::{Document, Table};
use crate::generator::finding::{File, Finding, Help};
use crate::generator::rows::{lacking, long_title};
use crate::generator::schema::{
    ANNOTATIONS, CODE_NAMES, CODES, COLUMNS, Column, Language, Layout, MEANINGS, TABLES, codes,
};
use crate::generator::source::Span;
use crate::generator::{status, text};

pub(super) const RULES: &[Rule] = &[
    Rule(&EC109, Stage::Structure, header_mismatch),
    Rule(&EC116, Stage::Structure, empty_table),
    Rule(&EC121, Stage::Structure, unknown_column),
    Rule(&EC122, Stage::Structure, left_out_codes),
];

check! {
    /// Header mismatch.
    ///
    /// # What it finds
    ///
    /// A table whose header lacks a column that a table of error codes has, or names one twice. A row of data
    /// that was taken for the header shows here, too. Columns are found by name, in any order: 错误码 or Error
    /// Code; HTTP状态码 or Status; 错误信息 or Message; and, where there is one, 解决方案 or Solution.
    ///
    /// # Why it matters
    ///
    /// Nothing of the table can be read, and whether it lists codes is for a person to say.
    ///
    /// # Example
    ///
    /// `| 错误吗 | HTTP状态码 | 错误信息 |`, or a table of parameters.
    ///
    /// # Mend
    ///
    /// Say under "Columns" in the annotations what a column holds; or under "Tables" which status the rows of a title
    /// have whose table has no such column, or that the title is left out.
    EC109 "header-mismatch" Error
}

fn header_mismatch(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = annotation_headers(&input.annotations.document);
    // Tables that lack the same for the same names are one finding.
    let mut alike: BTreeMap<(Vec<&str>, Vec<&str>), Vec<Titled<'_>>> = BTreeMap::new();
    for (table, title, layout) in code_tables(input) {
        let missing = missing(input, &title, &layout);
        if !missing.is_empty() || !layout.repeated.is_empty() {
            let language = Language::of(&table.header_texts().concat());
            let cells = layout.unknown.iter().chain(&layout.repeated);
            let names = cells.map(|&cell| table.header.cells[cell].text.as_str());
            let missing = missing.iter().map(|column| column.name(language));
            let key = (missing.collect(), names.collect());
            alike.entry(key).or_default().push((table, title, layout));
        }
    }
    let titles = titles(input.document);
    for ((missing, _), tables) in alike {
        let (table, title, layout) = &tables[0];
        let repeated = layout.repeated.iter();
        let repeated = repeated.map(|&cell| text::quoted(&table.header.cells[cell].text));
        let repeated: Vec<String> = repeated.collect();
        let twice = format!("names what {} names, too", text::listed(&repeated));
        let lacks = format!("lacks {}", missing.join(", "));
        let what = match (missing.is_empty(), repeated.is_empty()) {
            (true, _) => twice,
            (false, true) => lacks,
            (false, false) => format!("{lacks}, and {twice}"),
        };
        let spans: Vec<Span> = tables.iter().map(|(table, ..)| table.header.span).collect();
        let message = match tables.len() {
            1 => format!("the header of {} {what}", text::quoted(title)),
            count => format!(
                "the header of {} and of {} {what}",
                text::quoted(title),
                text::counted(count - 1, "more table")
            ),
        };
        let finding = Finding::at(&EC109, &spans, message);
        let columns: Vec<usize> = [layout.unknown.as_slice(), &layout.repeated].concat();
        let lacks_status = match missing.as_slice() {
            [status] => CODES.columns[codes::STATUS].names.contains(status),
            _ => false,
        };
        let finding = match lacks_status && columns.is_empty() {
            true => finding,
            false => decide(input, finding, table, &columns),
        };
        let finding = match lacks_status {
            true => finding.with_help(status_of_tables(input, &tables)),
            false => finding,
        };
        findings.push(finding.with_help(leave_out(input, &titles, &tables)));
    }
    findings
}

/// The columns that a table of a title cannot do without, and that its header lacks.
fn missing(input: &Input<'_>, title: &str, layout: &Layout) -> Vec<&'static Column> {
    lacking(layout, input.annotations.status(title)).collect()
}

/// Whether a table of a title has all that it takes to read its rows.
fn is_readable(input: &Input<'_>, title: &str, layout: &Layout) -> bool {
    layout.repeated.is_empty() && missing(input, title, layout).is_empty()
}

/// The help to say what the status of tables without such a column is, where their title does not leave it open.
fn status_of_tables(input: &Input<'_>, tables: &[Titled<'_>]) -> Help {
    let mut seen = BTreeSet::new();
    let titles = tables
        .iter()
        .map(|(_, title, _)| title)
        .filter(|title| seen.insert(*title));
    let mut is_named = false;
    let row = |title: &String| {
        let row = input.annotations.table(title);
        is_named |= row.is_some();
        let name = row.map_or("", |row| row.name.as_str());
        let status = status::in_title(title).map_or_else(String::new, |status| status.to_string());
        text::markdown_row(&[title.as_str(), name, &status])
    };
    let rows = titles.map(row).collect();
    let instead = match is_named {
        true => ", and delete the row that is there",
        false => "",
    };
    let say = format!(
        "if the rows have one status, or most of them, write {{place}}, with a name such as `Console` in the \
         second cell, and the status in the last{instead}; the others have theirs under \"## {}\"",
        CODE_NAMES.heading
    );
    input.annotations.help(&TABLES, &say, rows)
}

/// The tables of the document that are not left out, with their titles and layouts.
fn code_tables<'a>(input: &Input<'a>) -> Vec<Titled<'a>> {
    let mut tables = Vec::new();
    for table in &input.document.tables {
        let title = input.document.title_of(table);
        if !input.leaves_out_table(File::Document, table) {
            tables.push((table, title, input.annotations.layout(table)));
        }
    }
    tables
}

/// Adds the help to say what columns hold.
fn decide(input: &Input<'_>, finding: Finding, table: &Table, columns: &[usize]) -> Finding {
    let texts = columns
        .iter()
        .map(|&cell| table.header.cells[cell].text.as_str());
    let texts: Vec<&str> = texts.collect();
    // Of two columns of one name, a row would decide on both.
    let is_alone = |text: &str| {
        let cells = table.header.cells.iter();
        cells.filter(|cell| cell.text == text).count() == 1
    };
    if let Some(twice) = texts.iter().find(|text| !is_alone(text)) {
        let twice = text::quoted(twice);
        return finding.help(format!(
            "two columns are called {twice}: give one of them another name"
        ));
    }
    let undecided = texts
        .iter()
        .filter(|text| input.annotations.column(text).is_none());
    let rows: Vec<String> = undecided
        .map(|text| text::markdown_row(&[text, ""]))
        .collect();
    if rows.is_empty() {
        return finding.help(format!(
            "write a header that names the columns; or, where one holds something else than its name says, say so \
             under \"## {}\"",
            COLUMNS.heading
        ));
    }
    let say = format!(
        "say what the columns hold: write {{place}}, with {} or `{LEFT_OUT}` in the last cell",
        MEANINGS.map(|name| format!("`{name}`")).join(", ")
    );
    finding.with_help(input.annotations.help(&COLUMNS, &say, rows))
}

/// A table with its title and its layout.
type Titled<'a> = (&'a Table, String, Layout);

/// The headers of the tables under each title.
type Titles<'a> = BTreeMap<String, BTreeSet<Vec<&'a str>>>;

fn titles(document: &Document) -> Titles<'_> {
    let mut titles = Titles::new();
    for table in &document.tables {
        let headers = titles.entry(document.title_of(table)).or_default();
        headers.insert(table.header_texts());
    }
    titles
}

/// The help to leave tables out: by title, or with the header where another table has the title.
fn leave_out(input: &Input<'_>, titles: &Titles<'_>, tables: &[Titled<'_>]) -> Help {
    let mut all: Vec<String> = Vec::new();
    for (table, title, _) in tables {
        let is_shared = titles.get(title).is_some_and(|headers| headers.len() > 1);
        let title = if is_shared {
            long_title(title, table)
        } else {
            title.clone()
        };
        if !all.contains(&title) {
            all.push(title);
        }
    }
    let say = match all.len() {
        1 => "if it lists no codes, leave the table out",
        _ => "if they list no codes, leave the tables out",
    };
    let titles: Vec<&str> = all.iter().map(String::as_str).collect();
    super::leave_out(input, say, &titles)
}

fn annotation_headers(document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    for table in &document.tables {
        let title = document.section(table.heading);
        let schema = ANNOTATIONS
            .into_iter()
            .find(|schema| schema.heading == title);
        let finding = |message: String| {
            Finding::new(&EC109, table.header.span, message).in_file(File::Annotations)
        };
        let Some(schema) = schema else {
            let known = ANNOTATIONS.iter().map(|schema| schema.heading);
            let known = known.map(|heading| format!("## {heading}")).collect();
            let message = format!("no annotations are known under {}", text::quoted(title));
            findings.push(finding(message).help_lines("the headings of annotations are:", known));
            continue;
        };
        let layout = schema.layout(&table.header_texts());
        if !layout.is_complete(schema) || !layout.unknown.is_empty() {
            let header = schema.header(Language::English, schema.columns.len());
            let message = format!("not the header of {}", text::quoted(title));
            findings.push(finding(message).help_lines("the header is:", vec![header]));
        }
    }
    findings
}

check! {
    /// Unknown column.
    ///
    /// # What it finds
    ///
    /// A column of a name that is not known, in a table that has all columns of a table of error codes.
    ///
    /// # Why it matters
    ///
    /// What stands in it would be lost without a word.
    ///
    /// # Example
    ///
    /// A column 备注 beside the others.
    ///
    /// # Mend
    ///
    /// Say under "Columns" in the annotations what it holds, or that it is left out.
    EC121 "unknown-column" Error
}

fn unknown_column(input: &Input<'_>) -> Vec<Finding> {
    let mut columns: BTreeMap<&str, Vec<(&Table, usize)>> = BTreeMap::new();
    for (table, title, layout) in code_tables(input) {
        let is_complete =
            is_readable(input, &title, &layout) && !is_header_wrong(input.document, table);
        for &cell in layout.unknown.iter().filter(|_| is_complete) {
            let name = table.header.cells[cell].text.as_str();
            // A row that does not say what it holds has a finding of its own.
            if input.annotations.column(name).is_none() {
                columns.entry(name).or_default().push((table, cell));
            }
        }
    }
    let finding = |(name, places): (&str, Vec<(&Table, usize)>)| {
        let spans: Vec<Span> = places
            .iter()
            .map(|(table, cell)| table.header.cells[*cell].span)
            .collect();
        let message = format!("what does the column {} hold?", text::quoted(name));
        let finding = Finding::at(&EC121, &spans, message).on(name);
        decide(input, finding, places[0].0, &[places[0].1])
    };
    columns.into_iter().map(finding).collect()
}

check! {
    /// Left-out codes.
    ///
    /// # What it finds
    ///
    /// A table that is left out by its title and has all columns of a table of error codes.
    ///
    /// # Why it matters
    ///
    /// Its title may be that of the section above, and its codes are lost.
    ///
    /// # Example
    ///
    /// A table of codes under `**Errors**`, which is no heading, in a section that is left out.
    ///
    /// # Mend
    ///
    /// Give the table a heading of its own.
    ///
    /// # Accept
    ///
    /// The table is left out. The subject is its title and its header.
    EC122 "left-out-codes" Error, accept Error: "the table is left out"
}

fn left_out_codes(input: &Input<'_>) -> Vec<Finding> {
    let document = input.document;
    let has_codes = |table: &&Table| {
        let layout = input.annotations.layout(table);
        input.leaves_out_table(File::Document, table) && layout.is_complete(&CODES)
    };
    let mut alike: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for table in document.tables.iter().filter(has_codes) {
        let title = long_title(&document.title_of(table), table);
        alike.entry(title).or_default().push(table.header.span);
    }
    let finding = |(title, spans): (String, Vec<Span>)| {
        let message = format!(
            "{} is left out, but has the columns of a table of codes",
            text::quoted(&title)
        );
        let finding = Finding::at(&EC122, &spans, message).on(&title);
        finding
            .help("give the table a heading of its own")
            .help(format!(
                "or delete the row under \"## {}\" that leaves it out",
                TABLES.heading
            ))
    };
    alike.into_iter().map(finding).collect()
}

check! {
    /// Empty table.
    ///
    /// # What it finds
    ///
    /// A header and a delimiter row, and no row below them.
    ///
    /// # Why it matters
    ///
    /// The rows may be lost, or still to be written.
    ///
    /// # Example
    ///
    /// A table above a blank line, and the rows below it in another form.
    ///
    /// # Mend
    ///
    /// Write the rows, or delete the table.
    ///
    /// # Accept
    ///
    /// The table has no entries. The subject is the table's title.
    EC116 "empty-table" Warning, accept Warning: "the table has no entries"
}

fn empty_table(input: &Input<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (table, title, layout) in code_tables(input) {
        // Lines of the section that no table holds may be its rows.
        let mut strays = input.document.strays.iter();
        let is_lost = strays.any(|stray| stray.heading == table.heading);
        if table.rows.is_empty() && is_readable(input, &title, &layout) && !is_lost {
            let message = format!("the table {} has no rows", text::quoted(&title));
            let finding = Finding::new(&EC116, table.header.span, message).on(&title);
            findings.push(finding.help("write its rows, or delete its header and delimiter row"));
        }
    }
    findings
}
