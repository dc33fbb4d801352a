//! Changes to a file, and how they are shown.

use super::source::{Source, Span};
use super::text;

/// A change to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The text that goes.
    pub span: Span,
    /// The text that comes in its place.
    pub text: String,
}

impl Edit {
    /// Writes a text in the place of another.
    pub(crate) fn replace(span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { span, text }
    }

    /// Inserts a line before another, which may be the one behind the last.
    pub(crate) fn insert_line(source: &Source, line: usize, text: &str) -> Self {
        let at = source.whole_line(line).start;
        let before = &source.text()[..at];
        let is_open = !before.is_empty() && !before.ends_with('\n');
        let text = format!("{}{text}\n", if is_open { "\n" } else { "" });
        // Lines end as the file's first one does.
        let text = match source.text().split_once('\n') {
            Some((first, _)) if first.ends_with('\r') => text.replace('\n', "\r\n"),
            _ => text,
        };
        Self::replace(Span::new(at, at), text)
    }

    /// Deletes a line.
    pub(crate) fn delete_line(source: &Source, line: usize) -> Self {
        Self::replace(source.whole_line(line), "")
    }
}

/// A text after changes to it. Of changes that overlap, the first is made.
#[must_use]
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut changed = String::with_capacity(text.len());
    let mut end = 0;
    for edit in edits {
        if edit.span.start >= end {
            changed += &text[end..edit.span.start];
            changed += &edit.text;
            end = edit.span.end;
        }
    }
    changed + &text[end..]
}

/// The most lines of a change that are shown.
const LINES: usize = 50;
/// The longest line that is shown, in bytes.
const LONGEST: usize = 2_000;
/// The most changes that are shown.
const CHANGES: usize = 20;

/// Changes as lines to find, marked with `-`, and lines to write in their place, marked with `+`. Where only
/// lines are inserted or blank ones deleted, a neighbour tells where.
pub(crate) fn diff(source: &Source, edits: &[Edit]) -> Vec<String> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let line_of = |edit: &Edit| source.line_of(edit.span.start);
    let groups = edits.chunk_by(|one, next| line_of(next) <= source.line_of(one.span.end));
    let groups: Vec<&[&Edit]> = groups.collect();
    let mut lines: Vec<String> = groups
        .iter()
        .take(CHANGES)
        .flat_map(|group| changed_lines(source, group))
        .collect();
    if groups.len() > CHANGES {
        lines.push(format!(
            "… and {}",
            text::counted(groups.len() - CHANGES, "more change")
        ));
    }
    lines
}

fn changed_lines(source: &Source, edits: &[&Edit]) -> Vec<String> {
    let (first, last) = (edits[0].span.start, edits[edits.len() - 1].span.end);
    let window = source
        .whole_line(source.line_of(first))
        .to(source.whole_line(source.line_of(last)));
    let moved = |edit: &&Edit| {
        let (start, end) = (edit.span.start - window.start, edit.span.end - window.start);
        Edit::replace(Span::new(start, end), edit.text.as_str())
    };
    let edits: Vec<Edit> = edits.iter().map(moved).collect();
    let new = apply(source.slice(window), &edits);
    let old: Vec<&str> = source.slice(window).lines().collect();
    let new: Vec<&str> = new.lines().collect();
    let same = |(one, other): &(&&str, &&str)| one == other;
    let below = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(same)
        .count();
    let above = old.iter().zip(&new).take_while(same).count();
    let above = above.min(old.len().min(new.len()) - below);
    let marked = |mark: &str, lines: &[&str]| -> Vec<String> {
        let shown = |line: &&str| match line.len() > LONGEST {
            true => format!("{mark} …"),
            false => format!("{mark} {}", text::printable(line)),
        };
        let mut all: Vec<String> = lines.iter().take(LINES).map(shown).collect();
        if lines.len() > LINES {
            all.push(format!(
                "{mark} … and {}",
                text::counted(lines.len() - LINES, "more line")
            ));
        }
        all
    };
    let mut lines = Vec::new();
    if below == 0 && above == old.len() {
        lines.extend(marked(" ", &old).pop());
    }
    lines.extend(marked("-", &old[above..old.len() - below]));
    lines.extend(marked("+", &new[above..new.len() - below]));
    lines.extend(marked(" ", &old[old.len() - below..]).into_iter().take(1));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_show_the_lines_that_go_and_those_that_come() {
        let source = Source::new("x", b"a\n\n\nb c\nd");
        let at = |start, end| Span::new(start, end);
        let shown = |edits: &[Edit]| diff(&source, edits);
        assert_eq!(shown(&[Edit::replace(at(6, 7), "x")]), ["- b c", "+ b x"]);
        assert_eq!(
            shown(&[Edit::insert_line(&source, 3, "x")]),
            ["+ x", "  b c"]
        );
        assert_eq!(shown(&[Edit::insert_line(&source, 9, "x")]), ["  d", "+ x"]);
        let blank = [Edit::delete_line(&source, 1), Edit::delete_line(&source, 2)];
        assert_eq!(shown(&blank), ["- ", "- ", "  b c"]);
        let two = [Edit::replace(at(6, 7), "x"), Edit::replace(at(4, 5), "y")];
        assert_eq!(shown(&two), ["- b c", "+ y x"]);
    }

    #[test]
    fn a_change_of_very_many_lines_is_cut_short_and_counted() {
        let source = Source::new("x", b"a\n");
        let shown = |lines: usize| {
            let lines: Vec<String> = (0..lines).map(|line| line.to_string()).collect();
            diff(&source, &[Edit::replace(Span::new(0, 1), lines.join("\n"))])
        };
        assert_eq!(shown(LINES).last().map(String::as_str), Some("+ 49"));
        assert_eq!(
            shown(LINES + 2).last().map(String::as_str),
            Some("+ … and 2 more lines")
        );
    }
}
