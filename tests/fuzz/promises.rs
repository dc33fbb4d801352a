//! What holds for every input: the fuzz targets, and the tests that run the seeds.
#![allow(dead_code, reason = "each target uses one of these")]

use apigateway_errors::generator::lock::Lock;
use apigateway_errors::generator::source::Source;
use apigateway_errors::generator::{Level, Options, Report, emit};
use apigateway_errors::snippet::{self, Style};
use apigateway_errors::wire::ErrorResponse;
use apigateway_errors::{ENTRIES, Message};

/// A document under which only `*` and two tables are annotated.
const ANNOTATIONS: &str = "# Annotations\n\n## Tables\n\n| Title | Name |\n|-|-|\n| A | A |\n| B | B |\n\n\
                           ## Literal words\n\n| Word | Reason |\n|-|-|\n| * | text |\n";

/// A document against which nothing stands.
const DOCUMENT: &str = "# A\n\n| Code | Status | Message | Solution |\n|-|-|-|-|\n\
                        | NOT_FOUND | 404 | no {thing} here | look |\n";

/// Bytes become findings or a catalogue; the catalogue becomes Rust.
pub(crate) fn document(bytes: &[u8]) {
    sound(bytes, ANNOTATIONS.as_bytes());
}

/// The same, for annotations; and a lock reads what it has written.
pub(crate) fn annotations(bytes: &[u8]) {
    sound(DOCUMENT.as_bytes(), bytes);
    let lock = Lock::read(Source::new("catalogue.lock", bytes));
    if lock.is_sound() {
        let again = Lock::read(Source::new(
            "catalogue.lock",
            lock.renewed(&lock.published).as_bytes(),
        ));
        assert!(again.is_sound() && again.published == lock.published);
    }
}

fn sound(document: &[u8], annotations: &[u8]) {
    let report = Report::new(
        Source::new("error-codes.md", document),
        Source::new("annotations.md", annotations),
    );
    for finding in &report.findings {
        let text = report.render(finding);
        let shown = snippet::render(&report, finding, Style::Plain);
        for text in [&text, &shown] {
            let control = |c: char| c.is_control() && c != '\n';
            assert!(!text.chars().any(control), "{text:?}");
        }
        assert!(!text.starts_with("cargo:") && finding.level <= Level::Error);
        // The colours for a terminal are the only thing that styling adds.
        let styled = snippet::render(&report, finding, Style::Terminal);
        assert!(styled.len() >= shown.len());
    }
    if let Some(catalogue) = report.catalogue() {
        let options = Options {
            document: "error-codes.md",
            runtime: "crate",
        };
        let text = emit(&catalogue, options).expect("Rust");
        assert!(syn::parse_file(&text).is_ok());
        assert_eq!(report.counts.entries, catalogue.entries.len());
    }
}

/// A text is read as a message or not at all; what was read says the same again.
pub(crate) fn message(bytes: &[u8]) {
    let Ok(text) = core::str::from_utf8(bytes) else {
        return;
    };
    let words = |text: &str| text.split_whitespace().collect::<String>();
    for entry in ENTRIES {
        if let Some(message) = Message::parse(entry, text) {
            assert_eq!(words(&message.to_string()), words(text));
            assert_eq!(message.entry(), entry);
        }
    }
    if let Some(message) = Message::parse_any(text) {
        assert!(message.entry().status() >= 100);
    }
}

/// A response is read or refused; what was read is written, and read again as the same.
pub(crate) fn json(bytes: &[u8]) {
    let Ok(response) = serde_json::from_slice::<ErrorResponse<'_>>(bytes) else {
        return;
    };
    let text = serde_json::to_string(&response).expect("JSON");
    let again: ErrorResponse<'_> = serde_json::from_str(&text).expect("JSON");
    assert_eq!(again, response);
    assert_eq!(again.entry(), response.entry());
    if let (Some(entry), Some(status)) = (response.entry(), response.status()) {
        assert_eq!(entry.status(), status);
    }
}
