//! What a check has to say in, text for people out.

use core::fmt::{self, Write as _};

use annotate_snippets::{AnnotationKind, Group, Level as Severity, Renderer, Snippet};

use super::annotations::Annotations;
use super::check::Check;
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

    /// Adds a way to mend it, in words.
    pub(crate) fn help(self, text: impl Into<String>) -> Self {
        self.help_lines(text, Vec::new())
    }

    /// Adds a way to mend it, with the exact lines to write.
    pub(crate) fn help_lines(mut self, text: impl Into<String>, lines: Vec<String>) -> Self {
        // To Markdown a tab between texts is a space, and a space can be copied.
        let shown = |line: String| text::visible(&line.replace('\t', " "));
        self.help.push(Help {
            text: text.into(),
            lines: lines.into_iter().map(shown).collect(),
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
        let texts = lines.iter().map(|(_, text)| text.clone()).collect();
        let edits = lines.into_iter();
        edits.fold(self.help_lines(say, texts), |finding, (line, text)| {
            finding.edit(source.lines()[line], text)
        })
    }

    /// Adds the help to insert a line before another.
    pub(crate) fn insert_line(self, source: &Source, line: usize, text: String) -> Self {
        let at = source
            .lines()
            .get(line)
            .map_or(source.text().len(), |span| span.start);
        let say = format!("insert before line {}:", line + 1);
        let edit = format!("{text}\n");
        self.help_lines(say, vec![text])
            .edit(Span::new(at, at), edit)
    }

    /// Adds the help to delete whole lines.
    pub(crate) fn delete_lines(mut self, source: &Source, lines: &[usize], what: &str) -> Self {
        let numbers: Vec<String> = lines.iter().map(|line| (line + 1).to_string()).collect();
        let noun = if lines.len() == 1 { "line" } else { "lines" };
        self = self.help(format!("delete {what}{noun} {}", numbers.join(", ")));
        for &line in lines {
            self = self.edit(source.whole_line(line), "");
        }
        self
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
        let accepted = self
            .check
            .accepted
            .filter(|accepted| self.level <= accepted.up_to);
        (accepted.is_some() && self.file == File::Document).then(|| {
            let subject = text::markdown_cell(&self.subject);
            format!("| {} | {subject} |  |", self.check.id)
        })
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

    /// The whole finding as text: headline, snippet, help.
    #[must_use]
    pub fn render(&self, source: &Source, annotations: &Annotations, style: Style) -> String {
        let mut out = style.headline(self.headline(source), self);
        out.push('\n');
        if let Some(snippet) = snippet(&self.labels, source, style) {
            out.push_str(&snippet);
            out.push('\n');
        }
        for help in self.all_help(annotations) {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{}: {}", style.help(), help.text);
            for line in &help.lines {
                let indent = if line.is_empty() { "" } else { "  " };
                let _ = writeln!(out, "{indent}{line}");
            }
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

/// The most places that a snippet shows, how many lines apart they may be, and the longest line.
const PLACES: usize = 6;
const REACH: usize = 200;
const LINE: usize = 2_000;

fn snippet(labels: &[Label], source: &Source, style: Style) -> Option<String> {
    let line = |label: &Label| source.line_of(label.span.start);
    let start = line(labels.first()?);
    let near = |label: &&Label| line(label).abs_diff(start) <= REACH;
    let shown: Vec<&Label> = labels.iter().take(PLACES).filter(near).collect();
    let span = shown.iter().map(|label| label.span).reduce(Span::to)?;
    let first = source.line_of(span.start);
    let last = source.line_of(span.end);
    let lines = source.lines().get(first..=last)?;
    if lines.iter().any(|line| line.range().len() > LINE) {
        return None;
    }
    let window = Span::new(lines.first()?.start, lines.last()?.end);
    let annotation = |index: usize| {
        let label = shown[index];
        let kind = if index == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let within = |at: usize| at.clamp(window.start, window.end) - window.start;
        let note = Some(label.text.as_str()).filter(|text| !text.is_empty());
        kind.span(within(label.span.start)..within(label.span.end))
            .label(note)
    };
    let snippet = Snippet::source(source.slice(window))
        .line_start(first + 1)
        .annotations((0..shown.len()).map(annotation));
    let mut group = Group::with_level(Severity::ERROR).element(snippet);
    let rest = labels.len() - shown.len();
    if rest > 0 {
        let far = labels
            .iter()
            .take(PLACES)
            .find(|label| !near(label))
            .map_or_else(String::new, |label| {
                format!(", one at line {}", line(label) + 1)
            });
        let more = text::counted(rest, "more such place");
        group = group.element(Severity::NOTE.message(more + &far));
    }
    let rendered = style.renderer().render(&[group]);
    let safe = rendered.lines().map(|line| style.visible(line));
    Some(safe.collect::<Vec<_>>().join("\n"))
}

/// How a finding is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As text and nothing else.
    Plain,
    /// With the colours of a terminal.
    Terminal,
}

impl Style {
    fn renderer(self) -> Renderer {
        match self {
            Self::Plain => Renderer::plain(),
            Self::Terminal => Renderer::styled(),
        }
    }

    fn headline(self, headline: String, finding: &Finding) -> String {
        let kind = format!("{}[{}]", finding.level, finding.check.id);
        match (self, finding.level) {
            (Self::Plain, _) => headline,
            (Self::Terminal, Level::Error) => {
                headline.replacen(&kind, &format!("\x1b[1;91m{kind}\x1b[0m"), 1)
            }
            (Self::Terminal, _) => headline.replacen(&kind, &format!("\x1b[1;93m{kind}\x1b[0m"), 1),
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Self::Plain => "help",
            Self::Terminal => "\x1b[1;96mhelp\x1b[0m",
        }
    }

    /// The renderer has replaced the document's own escapes; those that are left are its colours.
    fn visible(self, line: &str) -> String {
        if self == Self::Plain {
            return text::visible(line);
        }
        let mut parts = line.split('\x1b');
        let mut shown = text::visible(parts.next().unwrap_or_default());
        for part in parts {
            let (colour, text) = part.split_once('m').unwrap_or((part, ""));
            let is_colour = |c: char| c.is_ascii_digit() || matches!(c, '[' | ';' | ':');
            if colour.chars().all(is_colour) {
                shown.push('\x1b');
                shown.push_str(colour);
                shown.push('m');
                shown.push_str(&text::visible(text));
            } else {
                shown.push_str(&text::visible(&format!("\x1b{part}")));
            }
        }
        shown
    }
}
