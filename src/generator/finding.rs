//! What is wrong with a document, where, and the ways to mend it.

use core::cmp::Reverse;
use core::fmt::{self, Write as _};

pub use super::edit::Edit;
use super::source::{Source, Span};
use super::text;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing; nothing fails.
    Info,
    /// Fails `check`; a build only passes it on.
    Warning,
    /// Fails `check` and the build: a row or a cell would be lost, altered or ambiguous.
    Error,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// Which file a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// The document.
    Document,
    /// The annotations.
    Annotations,
    /// The lock.
    Lock,
}

/// What people need to know of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// Permanent, never used again for anything else.
    pub id: &'static str,
    /// A name to say aloud; accepted wherever an id is.
    pub name: &'static str,
    /// How much its findings weigh, unless one says otherwise.
    pub level: Level,
    /// What accepting its findings does; `None` where they cannot be accepted.
    pub accept: Option<Accept>,
    /// What it finds, why it matters, an example, how to mend it, how to accept it; Markdown.
    pub page: &'static str,
}

/// What accepting a finding does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accept {
    /// Findings that weigh more than this cannot be accepted.
    pub up_to: Level,
    /// What becomes of what the finding is about.
    pub effect: &'static str,
}

impl Check {
    /// A few words on what it finds: the first line of its page.
    #[must_use]
    pub fn title(&self) -> &'static str {
        let line = self.page.trim_start().lines().next().unwrap_or_default();
        line.trim_end_matches('.')
    }

    /// Whether its findings are about changes since the lock was made; they say nothing against the document.
    #[must_use]
    pub fn is_change(&self) -> bool {
        self.id.starts_with("EC6")
    }
}

/// A place that shows what a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be seen there; may be empty.
    pub text: String,
}

/// One way to mend a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// What to do.
    pub text: String,
    /// The lines to write, or to write in the place of others: these are marked with `-` and `+`.
    pub lines: Vec<String>,
    /// The heading in the annotations under which the lines belong, where they are rows of annotations.
    pub annotates: Option<&'static str>,
    /// The same as changes to the file that the finding is about.
    pub edits: Vec<Edit>,
    /// When a program may make the changes.
    pub applies: Applies,
}

/// When a program may make the changes of a [`Help`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Applies {
    /// Once a person has judged them.
    #[default]
    Judged,
    /// At once: they neither invent a code, a status or a text, nor drop one.
    Safe,
    /// Where annotations are brought in line with a document: they take out a row that nothing needs.
    Stale,
}

/// One cause, with every place that shows it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The check that found it.
    pub check: &'static Check,
    /// How much it weighs.
    pub level: Level,
    /// The file it is about.
    pub file: File,
    /// Where it shows. There is at least one place; findings are sorted by the first.
    pub labels: Vec<Label>,
    /// What identifies it in an acceptance: its whole content, never a line or a count.
    pub subject: String,
    /// What is wrong.
    pub message: String,
    /// The ways to mend it, and to live with it where there is one.
    pub help: Vec<Help>,
    /// Whether a person decides what it is about, before a program writes anything.
    pub for_person: bool,
}

impl Finding {
    /// A finding about the document, at the check's own level.
    pub(crate) fn new(check: &'static Check, span: Span, message: impl Into<String>) -> Self {
        Self {
            check,
            level: check.level,
            file: File::Document,
            labels: Vec::new(),
            subject: String::new(),
            message: message.into(),
            help: Vec::new(),
            for_person: false,
        }
        .also(span, "")
    }

    /// A finding at several places, the first of which comes first in the file.
    pub(crate) fn at(check: &'static Check, spans: &[Span], message: impl Into<String>) -> Self {
        let first = spans.first().copied().unwrap_or(Span::new(0, 0));
        let finding = Self::new(check, first, message);
        spans
            .iter()
            .skip(1)
            .fold(finding, |finding, &span| finding.also(span, ""))
    }

    /// Sets the file.
    pub(crate) fn in_file(mut self, file: File) -> Self {
        self.file = file;
        self
    }

    /// Sets the level.
    pub(crate) fn with_level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// Sets what identifies it.
    pub(crate) fn on(mut self, subject: impl AsRef<str>) -> Self {
        self.subject = text::visible(&text::fold_spaces(subject.as_ref()));
        self
    }

    /// Leaves it to a person to decide, where that is so.
    pub(crate) fn for_person(mut self, is_so: bool) -> Self {
        self.for_person = is_so;
        self
    }

    /// Sets what is to be seen at the first place.
    pub(crate) fn label(mut self, text: impl Into<String>) -> Self {
        self.labels[0].text = text.into();
        self
    }

    /// Adds a place.
    pub(crate) fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        self.labels.push(Label { span, text });
        self
    }

    /// Adds a way to mend it, in words.
    pub(crate) fn help(self, text: impl Into<String>) -> Self {
        self.help_lines(text, Vec::new())
    }

    /// Adds a way to mend it, with lines to write.
    pub(crate) fn help_lines(self, text: impl Into<String>, lines: Vec<String>) -> Self {
        self.with_help(Help {
            text: text.into(),
            lines,
            ..Help::default()
        })
    }

    /// Adds a way to mend it.
    pub(crate) fn with_help(mut self, help: Help) -> Self {
        self.help.push(help);
        self
    }

    /// Adds changes that a program may make: they neither invent a code, a status or a text, nor drop one.
    pub(crate) fn edit(self, text: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.changes(text, edits, Applies::Safe)
    }

    /// Adds changes that need a person's judgement.
    pub(crate) fn propose(self, text: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.changes(text, edits, Applies::Judged)
    }

    /// Adds changes.
    pub(crate) fn changes(
        self,
        text: impl Into<String>,
        edits: Vec<Edit>,
        applies: Applies,
    ) -> Self {
        self.with_help(Help {
            text: text.into(),
            edits,
            applies,
            ..Help::default()
        })
    }

    /// What findings are sorted by: file and place, and at one place their weight.
    pub(crate) fn order(&self) -> (File, Span, Reverse<Level>, &'static str) {
        (self.file, self.span(), Reverse(self.level), self.check.id)
    }

    /// The first place.
    #[must_use]
    pub fn span(&self) -> Span {
        self.labels[0].span
    }

    /// Whether annotations can accept it.
    #[must_use]
    pub fn is_acceptable(&self) -> bool {
        let accept = self.check.accept;
        self.file == File::Document && accept.is_some_and(|accept| self.level <= accept.up_to)
    }

    /// The first line: path, line, column, level, check and what is wrong.
    #[must_use]
    pub fn headline(&self, source: &Source) -> String {
        let (line, column) = source.position(self.span().start);
        let path = text::visible(source.path());
        let Self {
            level,
            check,
            message,
            ..
        } = self;
        format!("{path}:{line}:{column}: {level}[{}]: {message}", check.id)
    }

    /// The whole finding as text: headline, the lines that it is about, help.
    #[must_use]
    pub fn render(&self, source: &Source) -> String {
        let mut out = self.headline(source) + "\n";
        for label in self.labels.iter().take(PLACES) {
            out.push_str(&quoted(label, source));
        }
        let rest = self.labels.len().saturating_sub(PLACES);
        if rest > 0 {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "  and {}", text::counted(rest, "more such place"));
        }
        for help in &self.help {
            out.push_str(&help.render("help"));
        }
        out
    }
}

impl Help {
    /// How many of the lines are rows of annotations: those below the delimiter row, where there is one.
    #[must_use]
    pub fn rows(&self) -> usize {
        let delimiter = self.lines.iter().position(|line| line.starts_with("|-"));
        self.lines.len() - delimiter.map_or(0, |line| line + 1)
    }

    /// What to do, under a title, and the lines to write.
    #[must_use]
    pub fn render(&self, title: &str) -> String {
        let mut out = format!("{title}: {}\n", self.text);
        for line in &self.lines {
            let line = format!("  {line}");
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}

/// The most places that are shown.
pub(crate) const PLACES: usize = 6;
/// The longest line that is shown, in bytes.
pub(crate) const LINE: usize = 2_000;

/// The line of a place, with its number and what is to be seen there.
fn quoted(label: &Label, source: &Source) -> String {
    let (number, column) = source.position(label.span.start);
    let line = match source.line(number - 1) {
        long if long.len() > LINE => "…".to_owned(),
        line => text::printable(line),
    };
    let note = match label.text.as_str() {
        "" => String::new(),
        note => format!("  column {column}: {note}\n"),
    };
    format!("  {number} | {line}\n{note}")
}
