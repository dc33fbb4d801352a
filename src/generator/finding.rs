//! What a check has to say in, text for people out.

use core::cmp::Reverse;
use core::fmt::{self, Write as _};

use super::annotations::Annotations;
use super::check::Check;
use super::group;
use super::schema::{ACCEPTED, Schema};
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

/// A place that shows what a finding is about, with a few words on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be seen there; may be empty.
    pub text: String,
}

/// A change to a file that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The text that goes.
    pub span: Span,
    /// The text that comes in its place.
    pub text: String,
}

/// One way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// What to do.
    pub text: String,
    /// The exact lines to write.
    pub lines: Vec<String>,
    /// The kind of annotations that the lines are, where they are some.
    pub annotates: Option<&'static Schema>,
    /// The same as changes to the file that the finding is about, where they can be made at once.
    pub edits: Vec<Edit>,
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
    /// Where it shows; the first place is the one that the finding is sorted by.
    pub labels: Vec<Label>,
    /// What identifies it in an acceptance: its whole content, never a line or a count.
    pub subject: String,
    /// What is wrong.
    pub message: String,
    /// The ways to mend it.
    pub help: Vec<Help>,
}

/// Findings by where they are, and those at one place by their weight.
pub(crate) fn sorted(mut findings: Vec<Finding>) -> Vec<Finding> {
    let order = group::positions(&findings, |finding| {
        let weight = Reverse(finding.level);
        (finding.file, finding.span(), weight, finding.check.id)
    });
    group::arrange(&mut findings, order);
    findings
}

impl Finding {
    /// A finding at the check's own level, about the document.
    pub(crate) fn new(check: &'static Check, span: Span, message: impl Into<String>) -> Self {
        Self {
            check,
            level: check.level,
            file: File::Document,
            labels: vec![Label {
                span,
                text: String::new(),
            }],
            subject: String::new(),
            message: message.into(),
            help: Vec::new(),
        }
    }

    /// Says which file it is about.
    pub(crate) fn in_file(mut self, file: File) -> Self {
        self.file = file;
        self
    }

    /// Changes how much it weighs.
    pub(crate) fn at_level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// Says what identifies it.
    pub(crate) fn on(mut self, subject: impl AsRef<str>) -> Self {
        self.subject = text::visible(&text::fold_spaces(subject.as_ref()));
        self
    }

    /// Says what is to be seen at the first place.
    pub(crate) fn label(mut self, text: impl Into<String>) -> Self {
        self.labels[0].text = text.into();
        self
    }

    /// Adds a further place.
    pub(crate) fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Adds further places with nothing to say on them.
    pub(crate) fn also_at(mut self, spans: &[Span]) -> Self {
        for &span in spans {
            let text = String::new();
            self.labels.push(Label { span, text });
        }
        self
    }

    /// Adds a way to mend it, in words.
    pub(crate) fn help(self, text: impl Into<String>) -> Self {
        self.help_lines(text, Vec::new())
    }

    /// Adds a way to mend it that can be carried out at once.
    pub(crate) fn help_edits(
        self,
        text: impl Into<String>,
        lines: Vec<String>,
        edits: Vec<Edit>,
    ) -> Self {
        let mut finding = self.help_lines(text, lines);
        if let Some(help) = finding.help.last_mut() {
            help.edits = edits;
        }
        finding
    }

    /// Adds a way to mend it, with the exact lines to write.
    pub(crate) fn help_lines(mut self, text: impl Into<String>, lines: Vec<String>) -> Self {
        // To Markdown a tab between texts is a space, and a space can be copied.
        let mut shown = Vec::new();
        for line in &lines {
            shown.push(text::visible(&line.replace('\t', " ")));
        }
        self.help.push(Help {
            text: text.into(),
            lines: shown,
            annotates: None,
            edits: Vec::new(),
        });
        self
    }

    /// Adds the help to write rows into the annotations; `how` says what is left to decide.
    pub(crate) fn annotate(
        mut self,
        annotations: &Annotations,
        schema: &'static Schema,
        how: &str,
        rows: Vec<String>,
    ) -> Self {
        let place = annotations.place(schema);
        self.help.push(Help {
            text: how.replace("{place}", &place) + ":",
            lines: annotations.lines(schema, rows),
            annotates: Some(schema),
            edits: Vec::new(),
        });
        self
    }

    /// Makes the last help one that can be carried out at once.
    pub(crate) fn edit(mut self, span: Span, text: impl Into<String>) -> Self {
        if let Some(help) = self.help.last_mut() {
            help.edits.push(Edit {
                span,
                text: text.into(),
            });
        }
        self
    }

    /// Makes the last help one that deletes what stands at places.
    pub(crate) fn delete_at(mut self, spans: &[Span]) -> Self {
        for &span in spans {
            self = self.edit(span, "");
        }
        self
    }

    /// Adds the help to replace the content of a line.
    pub(crate) fn replace_line(self, source: &Source, line: usize, text: String) -> Self {
        self.replace_lines(source, "", vec![(line, text)])
    }

    /// Adds the help to replace the content of lines that follow each other; `when` may say in which case.
    pub(crate) fn replace_lines(
        self,
        source: &Source,
        when: &str,
        lines: Vec<(usize, String)>,
    ) -> Self {
        let (Some(&(first, _)), Some(&(last, _))) = (lines.first(), lines.last()) else {
            return self;
        };
        let say = format!("{when}replace {} with:", text::lines(first, last));
        self.write_lines(source, say, lines)
    }

    /// Adds the help to write others in the place of the contents of lines.
    pub(crate) fn write_lines(
        self,
        source: &Source,
        say: impl Into<String>,
        lines: Vec<(usize, String)>,
    ) -> Self {
        let (mut texts, mut edits) = (Vec::new(), Vec::new());
        for (line, text) in lines {
            let span = source.lines()[line];
            texts.push(text.clone());
            edits.push(Edit { span, text });
        }
        self.help_edits(say, texts, edits)
    }

    /// Adds the help to write another text in the place of a span; `when` may say in which case.
    pub(crate) fn rewrite(self, source: &Source, when: &str, span: Span, text: &str) -> Self {
        let line = source.line_of(span.start);
        self.replace_lines(source, when, vec![(line, source.rewritten(span, text))])
    }

    /// Adds the help to insert a line before another.
    pub(crate) fn insert_line(self, source: &Source, line: usize, text: String) -> Self {
        let at = source.whole_line(line).start;
        let say = format!("insert before line {}:", line + 1);
        let edit = format!("{text}\n");
        self.help_lines(say, vec![text])
            .edit(Span::new(at, at), edit)
    }

    /// Adds the help to delete whole lines.
    pub(crate) fn delete_lines(mut self, source: &Source, lines: &[usize], what: &str) -> Self {
        let mut numbers = Vec::new();
        for line in lines {
            numbers.push((line + 1).to_string());
        }
        let noun = if lines.len() == 1 { "line" } else { "lines" };
        self = self.help(format!(
            "delete {what}{noun} {}",
            text::joined(&numbers, ", ")
        ));
        let mut spans = Vec::new();
        for &line in lines {
            spans.push(source.whole_line(line));
        }
        self.delete_at(&spans)
    }

    /// The first place.
    #[must_use]
    pub fn span(&self) -> Span {
        self.labels[0].span
    }

    /// The row with which annotations accept this finding, its reason still to be written; `None`
    /// where it has to be mended.
    #[must_use]
    pub fn acceptance(&self) -> Option<String> {
        self.is_acceptable().then(|| {
            let subject = text::markdown_cell(&self.subject);
            format!("| {} | {subject} |  |", self.check.id)
        })
    }

    /// Whether annotations can accept it.
    pub(crate) fn is_acceptable(&self) -> bool {
        let accepted = self.check.accepted;
        let light = accepted.is_some_and(|accepted| self.level <= accepted.up_to);
        light && self.file == File::Document
    }

    /// The first line: path, line, column, level, check and what is wrong.
    #[must_use]
    pub fn headline(&self, source: &Source) -> String {
        let (line, column) = source.position(self.span().start);
        let Self {
            level,
            check,
            message,
            ..
        } = self;
        let path = text::visible(source.path());
        format!("{path}:{line}:{column}: {level}[{}]: {message}", check.id)
    }

    /// The whole finding as text: headline, the lines that it is about, help.
    #[must_use]
    pub fn render(&self, source: &Source, annotations: &Annotations) -> String {
        let mut out = self.headline(source) + "\n";
        for label in self.labels.iter().take(PLACES) {
            out.push_str(&quoted(label, source));
        }
        let rest = self.labels.len().saturating_sub(PLACES);
        if rest > 0 {
            let _ = writeln!(out, "  and {}", text::counted(rest, "more such place"));
        }
        for help in self.all_help(annotations) {
            out.push_str(&help.render("help"));
        }
        out
    }

    /// The ways to mend it, and the way to live with it where there is one.
    #[must_use]
    pub fn all_help(&self, annotations: &Annotations) -> Vec<Help> {
        let mut all = self.help.clone();
        if let (Some(row), Some(accepted)) = (self.acceptance(), self.check.accepted) {
            let place = annotations.place(&ACCEPTED);
            all.push(Help {
                text: format!(
                    "or accept it ({}): write {place}, with your reason in the last cell:",
                    accepted.effect
                ),
                lines: annotations.lines(&ACCEPTED, vec![row]),
                annotates: Some(&ACCEPTED),
                edits: Vec::new(),
            });
        }
        all
    }
}

impl Help {
    /// What to do, under a title, and the lines to write.
    #[must_use]
    pub fn render(&self, title: &str) -> String {
        let mut out = format!("{title}: {}\n", self.text);
        for line in &self.lines {
            let indent = if line.is_empty() { "" } else { "  " };
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{indent}{line}");
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
    let line = source.lines().get(number - 1).copied();
    let line = line.map_or("", |line| source.slice(line));
    let line = text::visible(if line.len() > LINE { "…" } else { line });
    let note = match label.text.as_str() {
        "" => String::new(),
        note => format!("  column {column}: {note}\n"),
    };
    format!("  {number} | {line}\n{note}")
}
