//! What the columns of tables hold, by the names in their headers.

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
    /// The language of a text: Chinese, if there is a Chinese character in it, and none of Japanese alone.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let chinese = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}');
        let japanese = |c: char| matches!(c, '\u{3040}'..='\u{30FF}');
        match text.contains(chinese) && !text.contains(japanese) {
            true => Self::Chinese,
            false => Self::English,
        }
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The names under which the column is known; the first in a language is the one that help shows.
    pub names: &'static [&'static str],
    /// Names under which it is known where no other column of the table can be meant.
    pub hints: &'static [&'static str],
    /// Whether a table can be read without it.
    pub required: bool,
}

/// The columns of one kind of table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema {
    /// The heading under which such a table stands; blank where any heading will do.
    pub heading: &'static str,
    /// The columns in the order in which help shows them.
    pub columns: &'static [Column],
}

const fn required(names: &'static [&'static str]) -> Column {
    Column {
        names,
        hints: &[],
        required: true,
    }
}

const fn optional(names: &'static [&'static str]) -> Column {
    Column {
        required: false,
        ..required(names)
    }
}

impl Column {
    /// The same column, known under more names where no other one can be meant.
    const fn or(self, hints: &'static [&'static str]) -> Self {
        Self { hints, ..self }
    }
}

/// Tables of error codes.
pub static CODES: Schema = Schema {
    heading: "",
    columns: &[
        required(&["错误码", "Error Code", "Code", "错误代码"]).or(&[
            "返回码",
            "返回代码",
            "状态代码",
            "业务码",
            "业务错误码",
            "エラーコード",
            "Error Codes",
            "errorCode",
            "Return Code",
            "Business Code",
            "Error Name",
            "Error Type",
            "Error",
            "Name",
        ]),
        required(&[
            "HTTP状态码",
            "HTTP Status Code",
            "Status",
            "状态码",
            "HTTP状态",
            "Status Code",
            "HTTP Status",
            "HTTP Code",
        ])
        .or(&[
            "HTTP",
            "HTTP码",
            "HTTP Status Codes",
            "HTTP Response Code",
            "HTTP返回码",
            "错误状态码",
            "HTTP错误码",
            "HTTPステータスコード",
            "HTTPステータス",
            "Response Status",
        ]),
        required(&[
            "错误信息",
            "Error Information",
            "Message",
            "Error Message",
            "Error Description",
            "错误消息",
            "错误描述",
            "错误说明",
        ])
        .or(&[
            "Description",
            "描述",
            "说明",
            "Meaning",
            "含义",
            "错误含义",
            "错误原因",
            "原因",
            "返回信息",
            "返回消息",
            "提示信息",
            "信息",
            "消息",
            "メッセージ",
            "説明",
            "意味",
            "Cause",
            "Reason",
            "Details",
            "Explanation",
            "When",
            "Condition",
            "Semantics",
            "Error",
        ]),
        optional(&["解决方案", "Solution", "Solutions", "解决方法", "解决办法"]).or(&[
            "处理方式",
            "处理方法",
            "处理建议",
            "处理措施",
            "建议",
            "措施",
            "対処方法",
            "対処",
            "Resolution",
            "Fix",
            "How to Fix",
            "Action",
            "Recommended Action",
            "Suggested Action",
            "Recovery",
            "Remedy",
            "Suggestion",
            "What to Do",
        ]),
        optional(&["Variant"]).or(&["Name", "Identifier", "Constant", "Enum", "Symbol"]),
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
    /// What the code is called in programs.
    pub const VARIANT: usize = 4;
}

/// The names by which annotations call [`CODES`]' columns, in their order.
pub const MEANINGS: [&str; 5] = ["code", "status", "message", "solution", "variant"];

/// The Rust names of table titles.
pub static TABLES: Schema = Schema {
    heading: "Tables",
    columns: &[
        required(&["Title"]),
        required(&["Name"]),
        optional(&["Status"]),
    ],
};

/// The Rust names of codes, and their statuses.
pub static CODE_NAMES: Schema = Schema {
    heading: "Codes",
    columns: &[
        required(&["Code"]),
        required(&["Variant"]),
        optional(&["Status"]),
    ],
};

/// What columns hold whose names are not known.
pub static COLUMNS: Schema = Schema {
    heading: "Columns",
    columns: &[required(&["Header"]), required(&["Meaning"])],
};

/// Findings that the document's maintainers live with.
pub static ACCEPTED: Schema = Schema {
    heading: "Accepted findings",
    columns: &[
        required(&["Check"]),
        required(&["Subject"]),
        required(&["Reason"]),
    ],
};

/// Texts that are wrong in the document.
pub static CORRECTIONS: Schema = Schema {
    heading: "Corrections",
    columns: &[
        required(&["Text"]),
        required(&["Instead"]),
        required(&["Reason"]),
    ],
};

/// Words in messages that stand for values.
pub static PLACEHOLDERS: Schema = Schema {
    heading: "Placeholders",
    columns: &[required(&["Word"]), required(&["Meaning"])],
};

/// Words in messages that are just text.
pub static LITERALS: Schema = Schema {
    heading: "Literal words",
    columns: &[required(&["Word"]), required(&["Reason"])],
};

/// How to handle each entry.
pub static HANDLING: Schema = Schema {
    heading: "Handling",
    columns: &[
        required(&["Code"]),
        required(&["Status"]),
        required(&["gRPC"]),
        required(&["Retry"]),
        required(&["Reason"]),
    ],
};

/// The tables of an annotations file.
pub static ANNOTATIONS: [&Schema; 8] = [
    &TABLES,
    &COLUMNS,
    &CODE_NAMES,
    &CORRECTIONS,
    &ACCEPTED,
    &PLACEHOLDERS,
    &LITERALS,
    &HANDLING,
];

/// The tables of annotations under a heading.
#[must_use]
pub fn of_heading(heading: &str) -> Option<&'static Schema> {
    let mut schemas = ANNOTATIONS.into_iter();
    schemas.find(|schema| schema.heading == heading)
}

/// Which cell of a row holds which column of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// For each column of the schema, the index of its cell.
    pub cells: Vec<Option<usize>>,
    /// The header cells whose name is not known.
    pub unknown: Vec<usize>,
    /// The header cells that name a column which another one has named before.
    pub repeated: Vec<usize>,
}

/// What people have decided that a header's name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A column, as an index into [`Schema::columns`].
    Column(usize),
    /// Nothing; the column is left out.
    LeftOut,
}

impl Layout {
    /// The required columns that no cell names.
    pub fn missing<'a>(&self, schema: &'a Schema) -> impl Iterator<Item = &'a Column> {
        let columns = schema.columns.iter().zip(&self.cells);
        columns
            .filter(|(column, cell)| column.required && cell.is_none())
            .map(|(column, _)| column)
    }

    /// Whether every required column is there, and none twice.
    #[must_use]
    pub fn is_complete(&self, schema: &Schema) -> bool {
        self.missing(schema).next().is_none() && self.repeated.is_empty()
    }
}

impl Schema {
    /// Finds this schema's columns in the texts of a header's cells.
    #[must_use]
    pub fn layout(&self, header: &[&str]) -> Layout {
        self.layout_with(header, |_| None)
    }

    /// Finds this schema's columns in the texts of a header's cells, some of which people have decided on.
    pub fn layout_with(
        &self,
        header: &[&str],
        decided: impl Fn(&str) -> Option<Meaning>,
    ) -> Layout {
        let mut layout = Layout {
            cells: vec![None; self.columns.len()],
            unknown: Vec::new(),
            repeated: Vec::new(),
        };
        let sure: Vec<Option<Meaning>> = header
            .iter()
            .map(|text| {
                let column = self.columns.iter().position(|column| column.is_named(text));
                decided(text).or(column.map(Meaning::Column))
            })
            .collect();
        for (index, meaning) in sure.iter().enumerate() {
            match *meaning {
                Some(Meaning::LeftOut) => {}
                Some(Meaning::Column(column)) => match &mut layout.cells[column] {
                    Some(_) => layout.repeated.push(index),
                    cell => *cell = Some(index),
                },
                None => layout.unknown.push(index),
            }
        }
        // What a table cannot do without goes first.
        for required in [true, false] {
            self.guess(header, required, &mut layout);
        }
        layout
    }

    /// Finds the columns that are still missing by their other names, where one cell alone can be meant, and
    /// that cell no other column.
    fn guess(&self, header: &[&str], required: bool, layout: &mut Layout) {
        let missing = |column: &usize| {
            layout.cells[*column].is_none() && self.columns[*column].required == required
        };
        let missing: Vec<usize> = (0..self.columns.len()).filter(missing).collect();
        let hinted = |cell: &usize| {
            let by = |column: &&usize| self.columns[**column].is_hinted(header[*cell]);
            missing.iter().filter(by).copied().collect::<Vec<usize>>()
        };
        let meant: Vec<(usize, Vec<usize>)> = layout
            .unknown
            .iter()
            .map(|cell| (*cell, hinted(cell)))
            .collect();
        for &column in &missing {
            let mut cells = meant
                .iter()
                .filter(|(_, columns)| columns.contains(&column));
            if let (Some((cell, columns)), None) = (cells.next(), cells.next())
                && columns.len() == 1
            {
                layout.cells[column] = Some(*cell);
                layout.unknown.retain(|unknown| unknown != cell);
            }
        }
    }

    /// The header row of a table with so many columns.
    #[must_use]
    pub fn header(&self, language: Language, columns: usize) -> String {
        let shown = |(at, column): &(usize, &Column)| column.required || *at < columns;
        let columns = self.columns.iter().enumerate().filter(shown);
        let names: Vec<&str> = columns.map(|(_, column)| column.name(language)).collect();
        text::markdown_row(&names)
    }

    /// The lines above the first row of a table of annotations with so many columns: its heading, its header
    /// row and its delimiter row.
    #[must_use]
    pub fn opening(&self, columns: usize) -> [String; 4] {
        [
            format!("## {}", self.heading),
            String::new(),
            self.header(Language::English, columns),
            Self::delimiter(columns),
        ]
    }

    /// The delimiter row of a table with so many columns.
    #[must_use]
    pub fn delimiter(columns: usize) -> String {
        format!("|{}", "-|".repeat(columns))
    }
}

impl Column {
    /// The name that help shows; annotations are in English only.
    #[must_use]
    pub fn name(&self, language: Language) -> &'static str {
        let of_language = |name: &&&str| name.is_ascii() == (language == Language::English);
        self.names
            .iter()
            .find(of_language)
            .unwrap_or(&self.names[0])
    }

    fn is_named(&self, text: &str) -> bool {
        self.names.iter().any(|name| is_same_name(name, text))
    }

    fn is_hinted(&self, text: &str) -> bool {
        self.hints.iter().any(|name| is_same_name(name, text))
    }
}

/// Whether two names of columns are the same, whatever their case and what separates their words.
#[must_use]
pub fn is_same_name(one: &str, other: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
        let kept = text.chars().filter(|c| !matches!(c, ' ' | '-' | '_'));
        kept.flat_map(char::to_lowercase)
    }
    letters(one).eq(letters(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_in_any_order_and_language() {
        let layout = CODES.layout(&["Solutions", "HTTP 状态码", "error code", "Message"]);
        assert_eq!(layout.cells, [Some(2), Some(1), Some(3), Some(0), None]);
        assert!(layout.is_complete(&CODES) && layout.unknown.is_empty());
    }

    #[test]
    fn a_second_column_of_one_name_is_repeated_and_a_name_nobody_knows_is_unknown() {
        let layout = CODES.layout(&["错误码", "Code", "备注"]);
        assert_eq!(
            (layout.repeated.as_slice(), layout.unknown.as_slice()),
            (&[1][..], &[2][..])
        );
        assert!(!layout.is_complete(&CODES));
        let missing: Vec<&str> = layout
            .missing(&CODES)
            .map(|column| column.names[0])
            .collect();
        assert_eq!(missing, ["HTTP状态码", "错误信息"]);
    }

    #[test]
    fn what_people_have_decided_comes_before_what_is_known() {
        let decided = |text: &str| match text {
            "Name" => Some(Meaning::Column(codes::CODE)),
            "Code" => Some(Meaning::LeftOut),
            _ => None,
        };
        let layout = CODES.layout_with(&["Code", "Name"], decided);
        assert_eq!(layout.cells, [Some(1), None, None, None, None]);
        assert!(layout.unknown.is_empty() && layout.repeated.is_empty());
    }

    #[test]
    fn other_names_are_known_where_one_column_alone_can_be_meant() {
        for (header, cells) in [
            (
                vec!["返回码", "HTTP码", "含义"],
                [Some(0), Some(1), Some(2)],
            ),
            (
                vec!["Name", "Status", "Reason"],
                [Some(0), Some(1), Some(2)],
            ),
            // Either may be the message, and the error either the code or the message.
            (
                vec!["Code", "Status", "Cause", "Reason"],
                [Some(0), Some(1), None],
            ),
            (vec!["Error", "Status"], [None, Some(1), None]),
            // Beside a code, the name is what it is called in programs.
            (
                vec!["Code", "Status", "Message", "Name"],
                [Some(0), Some(1), Some(2)],
            ),
            // A name that is certain goes before.
            (
                vec!["Code", "Status", "Message", "Reason"],
                [Some(0), Some(1), Some(2)],
            ),
        ] {
            assert_eq!(CODES.layout(&header).cells[..3], cells, "{header:?}");
        }
        let layout = CODES.layout(&["Code", "Status", "Message", "Name"]);
        assert_eq!(layout.cells[codes::VARIANT], Some(3));
    }

    #[test]
    fn japanese_is_not_taken_for_chinese() {
        assert_eq!(Language::of("错误码"), Language::Chinese);
        assert_eq!(Language::of("エラーコード 説明"), Language::English);
    }

    #[test]
    fn a_header_is_written_in_the_language_and_width_that_are_asked_for() {
        let header = CODES.header(Language::English, 3);
        assert_eq!(
            header,
            "| Error Code | HTTP Status Code | Error Information |"
        );
        assert!(CODES.header(Language::Chinese, 4).ends_with("| 解决方案 |"));
        assert_eq!(Schema::delimiter(3), "|-|-|-|");
    }
}
