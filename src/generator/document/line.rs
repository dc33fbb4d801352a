//! A line on its own: where its cells are, and what it looks like.

use crate::generator::source::Span;

/// White space around a cell or before a line.
pub(crate) const BLANK: [char; 2] = [' ', '\t'];

/// The byte offsets of the pipes that separate cells. A pipe behind a backslash is text.
pub(crate) fn pipes(line: &str) -> impl Iterator<Item = usize> + '_ {
    let escaped = |at: usize| at > 0 && line.as_bytes()[at - 1] == b'\\';
    let pipes = line.match_indices('|').map(|(at, _)| at);
    pipes.filter(move |&at| !escaped(at))
}

/// Whether a line has a pipe that separates cells.
pub(crate) fn has_pipe(line: &str) -> bool {
    pipes(line).next().is_some()
}

/// Whether a line looks like a row even in code: it has outer pipes, and at least two cells between them.
pub(crate) fn is_fenced_row(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && line.ends_with('|') && pipes(line).count() > 2
}

/// Whether a line is a comment, and nothing else.
pub(crate) fn is_comment(line: &str) -> bool {
    let inner = line.trim().strip_prefix("<!--");
    inner.is_some_and(|inner| inner.find("-->") == inner.len().checked_sub(3))
}

/// The cells of a row, each with the white space around it; outer pipes may be left out.
pub(crate) fn cells(line: &str) -> Vec<Span> {
    let first = line.len() - line.trim_start_matches(BLANK).len();
    let last = line.trim_end_matches(BLANK).len();
    let mut cells = Vec::new();
    let mut start = first;
    for at in pipes(line) {
        if at > first {
            cells.push(Span::new(start, at));
        }
        start = at + 1;
    }
    if start < last {
        cells.push(Span::new(start, last));
    }
    cells
}

/// The sources of the cells of a row, without the white space around them.
pub(crate) fn sources(line: &str) -> Vec<&str> {
    let cells = cells(line).into_iter();
    cells.map(|cell| line[cell.range()].trim()).collect()
}

/// Whether a row ends with a pipe that closes its last cell.
pub(crate) fn is_closed(line: &str) -> bool {
    let line = line.trim_end_matches(BLANK);
    pipes(line).last().is_some_and(|at| at + 1 == line.len())
}

/// A line whose pipes are text.
pub(crate) fn with_escaped_pipes(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    let mut start = 0;
    for at in pipes(line) {
        escaped += &line[start..at];
        escaped.push('\\');
        start = at;
    }
    escaped + &line[start..]
}

/// Whether a line is white space, as Markdown has it.
pub(crate) fn is_blank(line: &str) -> bool {
    line.trim_matches(BLANK).is_empty()
}

/// The width of a line's indentation; a tab reaches to the next multiple of four.
pub(crate) fn indentation(line: &str) -> usize {
    let blank = line.chars().take_while(|c| BLANK.contains(c));
    blank.fold(0, |width, c| match c {
        '\t' => (width / 4 + 1) * 4,
        _ => width + 1,
    })
}

/// A delimiter row that every reader of Markdown accepts: `-`, `:`, `|` and spaces. With a dash and a space in
/// front, it is an item of a list to some.
pub(crate) fn is_delimiter(line: &str) -> bool {
    if line.contains(|c: char| !matches!(c, '-' | ':' | '|' | ' ')) {
        return false;
    }
    let strict = |cell: &Span| {
        let dashes = line[cell.range()].trim_matches(' ');
        let dashes = dashes.strip_prefix(':').unwrap_or(dashes);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        !dashes.is_empty() && dashes.chars().all(|c| c == '-')
    };
    let cells = cells(line);
    !cells.is_empty() && cells.iter().all(strict) && !line.trim_start().starts_with("- ")
}

const DASHES: [char; 10] = ['-', '－', '—', '–', '─', '━', '═', '_', '=', '―'];

/// A line that can only have been meant as a delimiter row: dashes, pipes, and what looks like them.
pub(crate) fn resembles_delimiter(line: &str) -> bool {
    let separates = |c: char| matches!(c, '|' | '+') || is_drawn_pipe(c) || is_drawn(c);
    let within = |c: char| {
        DASHES.contains(&c) || separates(c) || matches!(c, ':' | '：') || c.is_whitespace()
    };
    // A backslash at the end is a hard line break.
    let line = line.trim_end().trim_end_matches('\\');
    line.contains(DASHES) && line.contains(separates) && line.chars().all(within)
}

/// A line of nothing but dashes.
pub(crate) fn is_rule(line: &str) -> bool {
    let within = |c: char| DASHES.contains(&c) || matches!(c, ':' | '+') || c.is_whitespace();
    line.contains(DASHES) && line.chars().all(within)
}

/// Characters that are drawn like a pipe: full-width and half-width, box lines, a broken bar.
pub(crate) fn is_drawn_pipe(c: char) -> bool {
    matches!(
        c,
        '｜' | '￨'
            | '￤'
            | '¦'
            | 'ǀ'
            | '︱'
            | '丨'
            | '⏐'
            | '∣'
            | '∥'
            | '‖'
            | '❘'
            | '❙'
            | '❚'
            | '▏'
            | '▕'
            | '│'
            | '┃'
            | '┆'
            | '┇'
            | '┊'
            | '┋'
            | '╎'
            | '╏'
            | '║'
            | '╵'
            | '╷'
            | '╹'
            | '╻'
            | '╽'
            | '╿'
    )
}

/// Lines and corners of which tables are drawn.
fn is_drawn(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{257F}')
}

/// A line with pipes in place of what is drawn like them; in a delimiter row, also with dashes.
pub(crate) fn with_plain_pipes(line: &str) -> String {
    let delimiter = resembles_delimiter(line);
    let plain = |c: char| match c {
        _ if is_drawn_pipe(c) => '|',
        '|' | ':' | ' ' => c,
        '：' if delimiter => ':',
        _ if delimiter && (DASHES.contains(&c) || c.is_whitespace()) => '-',
        _ if delimiter => '|',
        _ => c,
    };
    line.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_pipes_do_not_separate_and_outer_pipes_are_optional() {
        assert_eq!(sources("| a | b |"), ["a", "b"]);
        assert_eq!(sources("a | b"), ["a", "b"]);
        assert_eq!(sources("  | a \\| b | c"), ["a \\| b", "c"]);
        assert_eq!(sources("|||"), ["", ""]);
        assert_eq!(sources("| a |\\|"), ["a", "\\|"]);
        assert_eq!(sources(""), [""; 0]);
        assert!(is_closed("| a | ") && !is_closed("| a \\|") && !is_closed("| a"));
        assert_eq!(with_escaped_pipes("a|b\\|c|"), "a\\|b\\|c\\|");
    }

    #[test]
    fn a_delimiter_row_is_dashes_with_colons_at_their_ends() {
        assert!(is_delimiter("|-|:-:| --- |") && is_delimiter("-|-"));
        for line in ["|- -|", "|-:-|", "|\t-|", "|—|", "||", "", "| a |", "- |-|"] {
            assert!(!is_delimiter(line), "{line:?}");
        }
        for line in ["|- -|", "｜－｜", "+---+---+", "|\t-|-|", "├─┼─┤"] {
            assert!(resembles_delimiter(line), "{line:?}");
        }
        for line in ["| - | a |", "---", "||", ""] {
            assert!(!resembles_delimiter(line), "{line:?}");
        }
    }

    #[test]
    fn what_is_drawn_like_a_pipe_becomes_one() {
        assert_eq!(with_plain_pipes("├─ ┼─┤"), "|- |-|");
        assert_eq!(with_plain_pipes("｜ a－b：c ｜"), "| a－b：c |");
        assert_eq!(with_plain_pipes("｜－：｜"), "|-:|");
    }

    #[test]
    fn a_tab_reaches_to_the_next_multiple_of_four() {
        let widths = ["\tx", "  \tx", "   \t x", "    \tx", " x", "x\t"].map(indentation);
        assert_eq!(widths, [4, 4, 5, 8, 1, 0]);
    }
}
