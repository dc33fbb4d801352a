//! A table's header in, its layout out: which column holds what, by the names of the columns.

use super::text;

/// A language in which columns have names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// 错误码.
    Chinese,
    /// Error Code.
    English,
}

impl Language {
    /// The language of a text: Chinese, if there is a Chinese character in it.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let chinese = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}');
        match text::all(text, &|c| !chinese(c)) {
            true => Self::English,
            false => Self::Chinese,
        }
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The names under which the column is known; the first in a language is the one that help shows.
    pub names: &'static [&'static str],
    /// Whether a table can be read without it.
    pub required: bool,
}

/// The columns of one kind of table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema {
    /// The heading under which such a table stands; `None` where any heading will do.
    pub heading: Option<&'static str>,
    /// The columns in the order in which help shows them.
    pub columns: &'static [Column],
}

const fn required(names: &'static [&'static str]) -> Column {
    Column {
        names,
        required: true,
    }
}

const fn optional(names: &'static [&'static str]) -> Column {
    Column {
        names,
        required: false,
    }
}

/// Tables of error codes.
pub static CODES: Schema = Schema {
    heading: None,
    columns: &[
        required(&["错误码", "Error Code", "Code", "错误代码"]),
        required(&[
            "HTTP状态码",
            "HTTP Status Code",
            "Status",
            "状态码",
            "HTTP状态",
            "Status Code",
            "HTTP Status",
            "HTTP Code",
        ]),
        required(&[
            "错误信息",
            "Error Information",
            "Message",
            "Description",
            "Error Message",
            "Error Description",
            "错误消息",
            "错误描述",
            "错误说明",
            "描述",
            "说明",
        ]),
        optional(&["解决方案", "Solution", "Solutions", "解决方法", "解决办法"]),
    ],
};

/// Positions of [`CODES`]' columns.
pub mod codes {
    /// The code's name.
    pub const CODE: usize = 0;
    /// The HTTP status.
    pub const STATUS: usize = 1;
    /// The message.
    pub const MESSAGE: usize = 2;
    /// The solution.
    pub const SOLUTION: usize = 3;
}

/// The Rust names of table titles.
pub static TABLES: Schema = Schema {
    heading: Some("Tables"),
    columns: &[required(&["Title"]), required(&["Name"])],
};

/// Findings that the document's maintainers live with.
pub static ACCEPTED: Schema = Schema {
    heading: Some("Accepted findings"),
    columns: &[
        required(&["Check"]),
        required(&["Subject"]),
        required(&["Reason"]),
    ],
};

/// Words in messages that stand for values.
pub static PLACEHOLDERS: Schema = Schema {
    heading: Some("Placeholders"),
    columns: &[required(&["Word"]), required(&["Meaning"])],
};

/// Words in messages that are just text.
pub static LITERALS: Schema = Schema {
    heading: Some("Literal words"),
    columns: &[required(&["Word"]), required(&["Reason"])],
};

/// How to handle each entry.
pub static HANDLING: Schema = Schema {
    heading: Some("Handling"),
    columns: &[
        required(&["Code"]),
        required(&["Status"]),
        required(&["gRPC"]),
        required(&["Retry"]),
        required(&["Reason"]),
    ],
};

/// The tables of an annotations file.
pub static ANNOTATIONS: [&Schema; 5] = [&TABLES, &ACCEPTED, &PLACEHOLDERS, &LITERALS, &HANDLING];

/// Which cell of a row holds which column of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// For each column of the schema, the index of its cell.
    pub cells: Vec<Option<usize>>,
    /// Indexes of header cells that name no column of the schema, or one named before.
    pub unknown: Vec<usize>,
}

impl Layout {
    /// Whether every required column is there.
    #[must_use]
    pub fn is_complete(&self, schema: &Schema) -> bool {
        self.missing(schema).is_empty()
    }

    /// The required columns that no cell names.
    #[must_use]
    pub fn missing<'a>(&self, schema: &'a Schema) -> Vec<&'a Column> {
        let mut missing = Vec::new();
        for (at, column) in schema.columns.iter().enumerate() {
            if column.required && self.cells[at].is_none() {
                missing.push(column);
            }
        }
        missing
    }
}

impl Schema {
    /// Finds this schema's columns in the texts of a header's cells.
    #[must_use]
    pub fn layout(&self, header: &[&str]) -> Layout {
        let mut layout = Layout {
            cells: vec![None; self.columns.len()],
            unknown: Vec::new(),
        };
        for (index, text) in header.iter().enumerate() {
            match self.columns.iter().position(|column| column.is_named(text)) {
                Some(column) if layout.cells[column].is_none() => {
                    layout.cells[column] = Some(index);
                }
                _ => layout.unknown.push(index),
            }
        }
        layout
    }

    /// The header row that this schema expects.
    #[must_use]
    pub fn header(&self) -> String {
        self.header_of(Language::Chinese, self.columns.len())
    }

    /// The header row that this schema expects of rows of so many cells.
    #[must_use]
    pub fn header_of(&self, language: Language, cells: usize) -> String {
        let mut names = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            if column.required || at < cells {
                names.push(column.name(language));
            }
        }
        format!("| {} |", text::joined(&names, " | "))
    }
}

impl Column {
    /// The name that help shows; annotations are in English only.
    #[must_use]
    pub fn name(&self, language: Language) -> &'static str {
        for name in self.names {
            if name.is_ascii() == (language == Language::English) {
                return name;
            }
        }
        self.names[0]
    }

    fn is_named(&self, text: &str) -> bool {
        let text = text.trim_start_matches(SEPARATORS);
        let first = |text: &str| text.as_bytes().first().map(u8::to_ascii_lowercase);
        let is_named = |name: &&str| first(name) == first(text) && fold(name) == fold(text);
        self.names.iter().any(is_named)
    }
}

/// Whether a row's cells read like a header of any kind that this crate knows.
#[must_use]
pub fn looks_like_header(cells: &[&str]) -> bool {
    const SHORTEST: usize = "Code".len();
    let mut long = 0;
    for text in cells {
        long += usize::from(text.len() >= SHORTEST);
    }
    if long < 2 {
        return false;
    }
    let known = |schema: &Schema| cells.len() - schema.layout(cells).unknown.len();
    known(&CODES) >= 2 || ANNOTATIONS.iter().any(|schema| known(schema) >= 2)
}

const SEPARATORS: &[char] = &[' ', '-', '_'];

/// In lower case and without what separates words: neither is a difference in a name.
fn fold(text: &str) -> String {
    text::mapped(text, &|c| (!SEPARATORS.contains(&c)).then_some(c)).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_in_any_order_and_language() {
        let layout = CODES.layout(&["Solutions", "HTTP 状态码", "error code", "Message"]);
        assert_eq!(layout.cells, [Some(2), Some(1), Some(3), Some(0)]);
        assert!(layout.is_complete(&CODES) && layout.unknown.is_empty());
    }

    #[test]
    fn a_second_column_of_one_name_and_a_name_nobody_knows_are_unknown() {
        let layout = CODES.layout(&["错误码", "错误码", "备注"]);
        assert_eq!(layout.unknown, [1, 2]);
        assert!(!layout.is_complete(&CODES));
    }

    #[test]
    fn no_name_of_a_column_is_too_short_to_be_looked_for() {
        let columns = ANNOTATIONS
            .into_iter()
            .chain([&CODES])
            .flat_map(|schema| schema.columns);
        for name in columns.flat_map(|column| column.names) {
            assert!(name.len() >= 4, "{name}");
        }
    }

    #[test]
    fn a_data_row_does_not_look_like_a_header() {
        assert!(looks_like_header(&[
            "错误码",
            "HTTP状态码",
            "错误信息",
            "解决方案"
        ]));
        assert!(!looks_like_header(&["CODE", "400", "参数", ""]));
    }
}
