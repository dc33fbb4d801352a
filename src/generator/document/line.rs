//! One line in, its shape out: what a line looks like on its own, whatever block it stands in.

use crate::generator::group::List;
use crate::generator::source::Span;
use crate::generator::text;

/// What may stand around a cell or before a line. A list without a length, as all lists of characters that
/// are looked for: the compiler translates a search for each length.
pub(crate) const BLANK: &[char] = &[' ', '\t'];

/// What may stand before a line in a quote.
pub(crate) const QUOTE: &[char] = &[' ', '\t', '>'];

/// How often a line separates cells, and whether it does so at its ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Unescaped pipes.
    pub(crate) pipes: usize,
    /// Characters that are taken for pipes, above all the full-width pipe, U+FF5C.
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
        let pipes = count(line, b'|');
        let escaped = match line.contains('\\') {
            true => line.matches("\\|").count(),
            false => 0,
        };
        Self {
            pipes: pipes - escaped,
            wide_pipes: wide_pipes(line),
            opens: line.starts_with('|'),
            closes: line.ends_with('|') && !line.ends_with("\\|"),
        }
    }

    /// Starts and ends with a pipe, and they are not the same one.
    pub(crate) fn is_enclosed(self) -> bool {
        self.opens && self.closes && self.pipes >= 2
    }
}

/// How often a byte stands in a text, many of which are looked at at a time.
pub(crate) fn count(text: &str, byte: u8) -> usize {
    let mut count = 0;
    for chunk in text.as_bytes().chunks(128) {
        count += usize::from(
            chunk
                .iter()
                .fold(0, |count, &b| count + u8::from(b == byte)),
        );
    }
    count
}

/// How many characters of a text are taken for pipes.
fn wide_pipes(text: &str) -> usize {
    let mut count = 0;
    if !text.is_ascii() {
        for c in text.chars() {
            count += usize::from(is_wide_pipe(c));
        }
    }
    count
}

/// Whether a text holds a character that is taken for a pipe.
pub(crate) fn has_wide_pipe(text: &str) -> bool {
    wide_pipes(text) > 0
}

/// Upright lines other than the pipe: full-width and half-width, drawn, broken.
pub(crate) fn is_wide_pipe(c: char) -> bool {
    matches!(
        c,
        '｜' | '￨'
            | '│'
            | '┃'
            | '║'
            | '┆'
            | '┇'
            | '┊'
            | '┋'
            | '¦'
            | '￤'
            | '∣'
            | '❘'
            | '❙'
            | '❚'
            | 'ǀ'
    )
}

/// Lines and corners of which tables are drawn.
fn is_drawn(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{257F}')
}

/// A line with pipes in place of the characters that are taken for them, and a delimiter row with
/// dashes.
pub(crate) fn with_pipes(line: &str) -> String {
    let delimiter = resembles_delimiter(line);
    let plain = |c: char| match c {
        _ if is_wide_pipe(c) => '|',
        '|' | ':' | '>' | ' ' | '\t' => c,
        '：' if delimiter => ':',
        _ if delimiter && (DASHES.contains(&c) || c.is_whitespace()) => '-',
        _ if delimiter => '|',
        _ => c,
    };
    text::mapped(line, &|c| Some(plain(c)))
}

/// The upper or lower edge of a drawn table.
pub(crate) fn is_edge(line: &str) -> bool {
    let line = content(line);
    let corner = |c: char| is_drawn(c) && !DASHES.contains(&c);
    let within = |c: char| {
        is_drawn(c)
            && !is_wide_pipe(c)
            && !matches!(c, '├' | '┼' | '┤' | '┣' | '╋' | '┫' | '╠' | '╬' | '╣')
    };
    text::starts(line, &corner) && text::all(line, &within)
}

/// A line without indentation and the marks of the quotes around it.
pub(crate) fn content(line: &str) -> &str {
    line.trim_start_matches(QUOTE).trim_end()
}

/// Whether a line has no [`content`].
pub(crate) fn is_blank(line: &str) -> bool {
    let line = line.trim_start_matches(QUOTE);
    line.trim_start().is_empty()
}

/// The width of a line's indentation, a tab reaching to the next multiple of four.
pub(crate) fn indentation(line: &str) -> usize {
    let mut width = 0;
    for b in line.bytes() {
        match b {
            b' ' => width += 1,
            b'\t' => width = (width / 4 + 1) * 4,
            _ => break,
        }
    }
    width
}

/// The byte offsets of the pipes that separate cells.
pub(crate) fn separators(line: &str) -> impl Iterator<Item = usize> {
    let bytes = line.as_bytes();
    let separates = |at: &usize| bytes[*at] == b'|' && (*at == 0 || bytes[*at - 1] != b'\\');
    (0..bytes.len()).filter(move |at| separates(at))
}

/// A line whose pipes are text.
pub(crate) fn with_escaped_pipes(line: &str) -> String {
    let mut escaped = line.to_owned();
    for at in separators(line).list().into_iter().rev() {
        escaped.insert(at, '\\');
    }
    escaped
}

/// The cells of a row, each with the white space around it; outer pipes are optional.
pub(crate) fn cells(line: &str) -> Vec<Span> {
    cells_at(0, line)
}

/// The cells of a row that stands at a place.
pub(crate) fn cells_at(place: usize, line: &str) -> Vec<Span> {
    let first = line.len() - line.trim_start_matches(BLANK).len();
    let last = line.trim_end_matches(BLANK).len();
    let mut cells = Vec::with_capacity(count(line, b'|'));
    let mut start = first;
    for at in separators(line) {
        if at > first {
            cells.push(Span::new(place + start, place + at));
        }
        start = at + 1;
    }
    if start < last {
        cells.push(Span::new(place + start, place + last));
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
        !dashes.is_empty() && text::all(dashes, &|c| c == '-')
    };
    !cells.is_empty() && cells.iter().all(|cell| strict(&line[cell.range()]))
}

const DASHES: &[char] = &['-', '－', '—', '–', '─', '━', '═', '_', '=', '―'];

/// A line that can only have been meant as a delimiter row.
pub(crate) fn resembles_delimiter(line: &str) -> bool {
    let line = content(line);
    let within = |c: char| {
        DASHES.contains(&c)
            || matches!(c, '|' | ':' | '：' | '+')
            || is_wide_pipe(c)
            || is_drawn(c)
            || c.is_whitespace()
    };
    line.contains(DASHES) && text::all(line, &within)
}

/// A line break in HTML, alone on its line.
pub(crate) fn is_break(line: &str) -> bool {
    let is = |tag: &&str| line.eq_ignore_ascii_case(tag);
    ["<br>", "<br/>", "<br />"].iter().any(is)
}

/// The marks with which a line begins another block than a table, if it does.
pub(crate) fn block_marker(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(BLANK);
    let marks = line[..line.len() - unmarked(line).len()].trim_end();
    Some(marks).filter(|marks| !marks.is_empty())
}

/// A line without what may stand around a row: indentation, the marks of other blocks, tags.
pub(crate) fn bare(line: &str) -> &str {
    let mut text = unmarked(line).trim_end();
    loop {
        match end_mark(text) {
            0 => return text,
            length => text = text[..text.len() - length].trim_end(),
        }
    }
}

/// The length of the mark at the end of a text: of a comment and the like, of a tag, or of what closes
/// a row.
fn end_mark(text: &str) -> usize {
    const ENDS: [&str; 5] = ["-->", "?>", "]]>", " >", "|>"];
    let end = ENDS.iter().find(|end| text.ends_with(**end));
    let tagged = text
        .rfind('<')
        .filter(|&at| tag(&text[at..]) == text.len() - at);
    match (end, tagged) {
        (Some(end), _) => end.trim_start_matches(&[' ', '|'][..]).len(),
        (None, Some(at)) => text.len() - at,
        (None, None) => text.len() - unclosed(text).len(),
    }
}

/// A row without emphasis and hashes behind its last pipe.
pub(crate) fn unclosed(row: &str) -> &str {
    let end = row
        .trim_end_matches(EMPHASIS)
        .trim_end_matches('#')
        .trim_end();
    if end.ends_with('|') { end } else { row }
}

/// Characters that mark emphasis, deletion, mathematics, or a break at the end of a line.
const EMPHASIS: &[char] = &['*', '_', '~', '$', '\\'];

fn unmarked(line: &str) -> &str {
    let mut text = line.trim_start_matches(BLANK);
    loop {
        match mark(text) {
            0 => return text,
            length => text = text[length..].trim_start_matches(BLANK),
        }
    }
}

/// The length of the mark at the start of a text: of a quote, a comment, a fence, a heading, a list, a
/// task, a note, or of a tag.
fn mark(text: &str) -> usize {
    let run = |of_kind: &dyn Fn(char) -> bool| text::leading(text, of_kind);
    let spaced = |length: usize| text[length..].starts_with(BLANK);
    match text.as_bytes() {
        [b'>', ..] => 1,
        [b'<', b'!', b'-', b'-', ..] => 4,
        [b'<', b'?', ..] => 2,
        [b'<', b'!', b'[', ..] => text.find("A[").map_or(0, |at| at + 2),
        [b'<', b'!', rest @ ..] => {
            let letters = text::leading(&text[2..], &|c| c.is_ascii_alphabetic());
            2 + if letters < rest.len() { letters } else { 0 }
        }
        [b'<', ..] => tag(text),
        [b'`', b'`', b'`', ..] => run(&|c| c == '`'),
        [b'~', b'~', b'~', ..] => run(&|c| c == '~'),
        [b'#', ..] => Some(run(&|c| c == '#'))
            .filter(|&hashes| hashes <= 6 && spaced(hashes))
            .unwrap_or(0),
        [b'-' | b'*' | b'+', ..] if spaced(1) => 1,
        [b'*' | b'_' | b'~' | b'$', ..] => {
            let marks = run(&|c| EMPHASIS.contains(&c));
            let pipe = text[marks..].trim_start_matches(' ').starts_with('|');
            if pipe { marks } else { 0 }
        }
        [b'[', b' ' | b'x' | b'X', b']', ..] if spaced(3) => 3,
        [b'[', ..] => text
            .find(&['|', ']'][..])
            .filter(|&end| text[end..].starts_with("]:"))
            .map_or(0, |end| end + 2),
        [b'0'..=b'9', ..] => {
            let digits = run(&|c| c.is_ascii_digit());
            let number =
                digits < 10 && text[digits..].starts_with(&['.', ')'][..]) && spaced(digits + 1);
            if number { digits + 1 } else { 0 }
        }
        _ => 0,
    }
}

/// The length of the tag at the start of a text.
fn tag(text: &str) -> usize {
    let named = text
        .strip_prefix('<')
        .map(|rest| rest.strip_prefix('/').unwrap_or(rest));
    let is_tag = named.is_some_and(|rest| text::starts(rest, &|c| c.is_ascii_alphabetic()));
    let end = text
        .find(&['|', '>'][..])
        .filter(|&end| is_tag && text[end..].starts_with('>'));
    end.map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_pipes_do_not_separate_and_outer_pipes_are_optional() {
        let texts = |line: &'static str| -> Vec<&str> {
            cells(line)
                .into_iter()
                .map(|cell| line[cell.range()].trim())
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
            ("> > | a |", "> >"),
            ("- [x] | a |", "- [x]"),
            ("[^1]: | a |", "[^1]:"),
            ("<b>| a |</b>", "<b>"),
        ] {
            assert_eq!(block_marker(line), Some(mark));
        }
        for line in [
            "| a |", "-| a |", "#tag", "1234", "", "错误", "[a] | b", "<", "<|b>",
        ] {
            assert_eq!(block_marker(line), None, "{line:?}");
        }
    }

    #[test]
    fn a_row_is_bare_without_what_stands_around_it() {
        for line in ["  > - <!-- | a | -->", "<p><b>| a |</b></p>", "| a |"] {
            assert_eq!(bare(line), "| a |", "{line:?}");
        }
        assert_eq!(bare("a < b > c"), "a < b > c");
    }

    #[test]
    fn a_drawn_table_has_edges_and_a_delimiter_row() {
        assert!(is_edge("┌───┬───┐") && is_edge("╚═══╝"));
        assert!(!is_edge("├───┼───┤") && !is_edge("│ a │") && !is_edge("───"));
        assert_eq!(with_pipes("├─ ┼─┤"), "|- |-|");
        assert_eq!(with_pipes("｜ a－b：c ｜"), "| a－b：c |");
        assert_eq!(with_pipes("｜－：｜"), "|-:|");
    }

    #[test]
    fn a_line_is_enclosed_only_by_two_pipes_that_are_not_escaped() {
        assert!(Shape::of("| a |").is_enclosed());
        assert!(Shape::of("> | a |").is_enclosed());
        for line in ["|", "| a \\|", "a |", "| a"] {
            assert!(!Shape::of(line).is_enclosed(), "{line:?}");
        }
    }

    #[test]
    fn a_tab_reaches_to_the_next_multiple_of_four() {
        let widths = ["\tx", "  \tx", "   \t x", "    \tx", " x", "x\t"].map(indentation);
        assert_eq!(widths, [4, 4, 5, 8, 1, 0]);
    }

    #[test]
    fn a_mark_is_as_long_as_what_it_is_written_with() {
        let marks = [
            ("> | a |", 1),
            ("<!--| a |", 4),
            ("<?| a |", 2),
            ("<![CDATA[| a |", 9),
            ("<!X| a |", 3),
            ("```| a |", 3),
            ("## | a |", 2),
            ("#######| a |", 0),
            ("- | a |", 1),
        ];
        for (text, length) in marks {
            assert_eq!(mark(text), length, "{text:?}");
        }
    }
}
