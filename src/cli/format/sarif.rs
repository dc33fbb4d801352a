//! For code scanning: SARIF 2.1.0.

use std::io::{self, Write};

use apigateway_errors::generator::check::{Check, all};
use apigateway_errors::generator::finding::{Applies, Help};
use apigateway_errors::generator::source::{Source, Span};
use apigateway_errors::generator::{Finding, Level, Report};
use serde_json::{Value, json};

use super::json::Region;

pub(super) fn write(reports: &[Report], out: &mut impl Write) -> io::Result<()> {
    let checks = all();
    let rules: Vec<Value> = checks.iter().map(|check| rule(check)).collect();
    let results: Vec<Value> = reports.iter().flat_map(results).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    super::write_json(&log, out)
}

fn rule(check: &Check) -> Value {
    let page = check.page.lines().map(str::trim_start);
    let page = page.collect::<Vec<_>>().join("\n");
    json!({
        "id": check.id,
        "name": check.name,
        "shortDescription": { "text": check.title() },
        "help": { "text": page.clone(), "markdown": page },
        "defaultConfiguration": { "level": level(check.level) },
    })
}

fn results(report: &Report) -> Vec<Value> {
    let open = report
        .findings
        .iter()
        .map(|finding| result(report, finding));
    let accepted = report.accepted.iter().map(|(finding, reason)| {
        let mut result = result(report, finding);
        result["suppressions"] = json!([{
            "kind": "external",
            "status": "accepted",
            "justification": reason,
        }]);
        result
    });
    open.chain(accepted).collect()
}

fn result(report: &Report, finding: &Finding) -> Value {
    let source = report.source(finding.file);
    let mut others = finding.labels[1..].iter();
    let related = others.by_ref().map(|label| location(label.span, source));
    let help = &finding.help;
    let fixes = help.iter().filter(|help| help.applies == Applies::Safe);
    let mut message = finding.message.clone();
    for help in help {
        let lines = help.lines.iter().map(|line| format!("\n  {line}"));
        message += &format!("\nhelp: {}{}", help.text, lines.collect::<String>());
    }
    let mut result = json!({
        "ruleId": finding.check.id,
        "ruleIndex": all().iter().position(|check| check.id == finding.check.id),
        "level": level(finding.level),
        // Markdown links and placeholders mean something in a message.
        "message": { "text": message.replace('{', "{{").replace('}', "}}").replace('[', "\\[").replace(']', "\\]") },
        "locations": [location(finding.span(), source)],
        "relatedLocations": related.collect::<Vec<_>>(),
    });
    let fixes: Vec<Value> = fixes.map(|help| fix(help, source)).collect();
    if !fixes.is_empty() {
        result["fixes"] = fixes.into();
    }
    result
}

fn fix(help: &Help, source: &Source) -> Value {
    let replacements = help.edits.iter().map(|edit| {
        json!({
            "deletedRegion": Region::of(edit.span, source),
            "insertedContent": { "text": edit.text },
        })
    });
    json!({
        "description": { "text": help.text },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(source.path()) },
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}

fn location(span: Span, source: &Source) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(source.path()) },
        "region": Region::of(span, source),
    }})
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

/// A path as a relative reference.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'/' | b'.' | b'_' | b'-' | b'~' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
