//! One line in, its shape out: what a line looks like on its own, whatever block it stands in.

use core::ops::Range;

/// How often a line separates cells, and whether it does so at its ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Unescaped pipes.
    pub(crate) pipes: usize,
    /// Full-width pipes, U+FF5C.
    pub(crate) wide_pipes: usize,
    /// Whether the line starts with a pipe.
    pub(crate) opens: bool,
    /// Whether the line ends with an unescaped pipe.
    pub(crate) closes: bool,
}

impl Shape {
    /// Looks at a line without the marks of the quotes and lists around it.
    pub(crate) fn of(line: &str) -> Self {
        let line = content(line);
        Self {
            pipes: separators(line).count(),
            wide_pipes: line.matches('｜').count(),
            opens: line.starts_with('|'),
            closes: separators(line).last() == line.len().checked_sub(1),
        }
    }

    /// Starts and ends with a pipe, and they are not the same one.
    pub(crate) fn is_enclosed(self) -> bool {
        self.opens && self.closes && self.pipes >= 2
    }

    /// Uses a full-width pipe as if it were a pipe.
    pub(crate) fn is_wide(self) -> bool {
        self.wide_pipes >= 2 || (self.wide_pipes == 1 && self.pipes >= 1)
    }
}

/// A line without indentation and the marks of the quotes around it.
pub(crate) fn content(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>']).trim_end()
}

/// The width of a line's indentation, a tab reaching to the next multiple of four.
pub(crate) fn indentation(line: &str) -> usize {
    line.chars()
        .take_while(|c| matches!(c, ' ' | '\t'))
        .fold(0, |width, c| {
            if c == '\t' {
                (width / 4 + 1) * 4
            } else {
                width + 1
            }
        })
}

/// The byte offsets of the pipes that separate cells.
pub(crate) fn separators(line: &str) -> impl Iterator<Item = usize> {
    let bytes = line.as_bytes();
    line.match_indices('|')
        .map(|(at, _)| at)
        .filter(move |&at| at == 0 || bytes[at - 1] != b'\\')
}

/// The cells of a row, each with the white space around it; outer pipes are optional.
pub(crate) fn cells(line: &str) -> Vec<Range<usize>> {
    let first = line.len() - line.trim_start_matches([' ', '\t']).len();
    let last = line.trim_end_matches([' ', '\t']).len();
    let mut start = first;
    let mut cells = Vec::new();
    for at in separators(line) {
        if at > first {
            cells.push(start..at);
        }
        start = at + 1;
    }
    if start < last {
        cells.push(start..last);
    }
    cells
}

/// A delimiter row that every reader of Markdown accepts.
pub(crate) fn is_delimiter(line: &str) -> bool {
    let cells = cells(line);
    let strict = |cell: &str| {
        let dashes = cell.trim_matches(' ');
        let dashes = dashes.strip_prefix(':').unwrap_or(dashes);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        !dashes.is_empty() && dashes.bytes().all(|b| b == b'-')
    };
    !cells.is_empty() && cells.into_iter().all(|cell| strict(&line[cell]))
}

/// A line that can only have been meant as a delimiter row.
pub(crate) fn resembles_delimiter(line: &str) -> bool {
    const DASHES: [char; 8] = ['-', '－', '—', '–', '─', '_', '=', '―'];
    let line = content(line);
    line.contains(DASHES)
        && line.chars().all(|c| {
            DASHES.contains(&c) || matches!(c, '|' | '｜' | ':' | '：' | '+') || c.is_whitespace()
        })
}

/// A line break in HTML, alone on its line.
pub(crate) fn is_break(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    matches!(line.as_str(), "<br>" | "<br/>" | "<br />")
}

/// The mark with which a line begins another block than a table, if it does.
pub(crate) fn block_marker(line: &str) -> Option<&str> {
    let line = line.trim_start_matches([' ', '\t']);
    let followed_by_space = |mark: &str| line[mark.len()..].starts_with([' ', '\t']);
    for mark in ["```", "~~~", "<!--", ">"] {
        if line.starts_with(mark) {
            return Some(mark);
        }
    }
    let run = |of: &[char]| &line[..line.len() - line.trim_start_matches(of).len()];
    let hashes = run(&['#']);
    if !hashes.is_empty() && hashes.len() <= 6 && followed_by_space(hashes) {
        return Some(hashes);
    }
    for mark in ["-", "*", "+"] {
        if line.starts_with(mark) && followed_by_space(mark) {
            return Some(mark);
        }
    }
    let digits = run(&['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']).len();
    let number = line.get(..digits + 1)?;
    (digits > 0 && digits < 10 && number.ends_with(['.', ')']) && followed_by_space(number))
        .then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_pipes_do_not_separate_and_outer_pipes_are_optional() {
        let texts = |line: &'static str| -> Vec<&str> {
            cells(line)
                .into_iter()
                .map(|cell| line[cell].trim())
                .collect()
        };
        assert_eq!(texts("| a | b |"), ["a", "b"]);
        assert_eq!(texts("a | b"), ["a", "b"]);
        assert_eq!(texts("  | a \\| b | c"), ["a \\| b", "c"]);
        assert_eq!(texts("|||"), ["", ""]);
        assert_eq!(texts("| a |\\|"), ["a", "\\|"]);
        assert_eq!(texts(""), [""; 0]);
    }

    #[test]
    fn a_delimiter_row_is_dashes_with_colons_at_their_ends() {
        assert!(is_delimiter("|-|:-:| --- |"));
        assert!(is_delimiter("-|-"));
        for line in ["|- -|", "|-:-|", "|\t-|", "|—|", "||", "", "| a |"] {
            assert!(!is_delimiter(line), "{line:?}");
        }
        for line in ["|- -|", "｜－｜", "+---+---+", "|\t-|-|", "---"] {
            assert!(resembles_delimiter(line), "{line:?}");
        }
        assert!(!resembles_delimiter("| - | a |"));
    }

    #[test]
    fn a_line_that_begins_another_block_is_known_by_its_mark() {
        for (line, mark) in [
            ("- | a |", "-"),
            ("12. | a |", "12."),
            ("## | a |", "##"),
            ("> | a |", ">"),
            ("<!-- x -->", "<!--"),
        ] {
            assert_eq!(block_marker(line), Some(mark));
        }
        for line in ["| a |", "-| a |", "#tag", "1234", "", "错误"] {
            assert_eq!(block_marker(line), None, "{line:?}");
        }
    }

    #[test]
    fn a_line_is_enclosed_only_by_two_pipes_that_are_not_escaped() {
        assert!(Shape::of("| a |").is_enclosed());
        assert!(Shape::of("> | a |").is_enclosed());
        for line in ["|", "| a \\|", "a |", "| a"] {
            assert!(!Shape::of(line).is_enclosed(), "{line:?}");
        }
    }
}
