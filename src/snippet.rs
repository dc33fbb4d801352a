//! Findings as text with snippets of the lines that they are about.

use annotate_snippets::{AnnotationKind, Group, Level as Severity, Renderer, Snippet};

use crate::generator::finding::{LINE, Label, PLACES};
use crate::generator::source::{Source, Span};
use crate::generator::{Finding, Level, Report, text};

/// How a finding is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As text and nothing else.
    Plain,
    /// With the colours of a terminal.
    Terminal,
}

/// A finding as text: headline, snippet and help.
#[must_use]
pub fn render(report: &Report, finding: &Finding, style: Style) -> String {
    let source = report.source(finding.file);
    let mut out = style.headline(finding.headline(source), finding);
    out.push('\n');
    if let Some(snippet) = snippet(&finding.labels, source, style) {
        out.push_str(&snippet);
        out.push('\n');
    }
    for help in &finding.help {
        out.push_str(&help.render(style.help()));
    }
    out
}

/// How many lines apart the places of a snippet may be.
const REACH: usize = 200;

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
