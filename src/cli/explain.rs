//! `explain`: what the document says of a code or a status.

use std::io::{self, Write};

use apigateway_errors::generator::text;
use apigateway_errors::wire::ErrorResponse;
use apigateway_errors::{Entry, ErrorCode, Message, entries_with_status};

use super::{Outcome, advise, complain, unusable};

const DOCUMENT: &str = "spec/error-codes.md";

pub(super) fn run(query: &[String], out: &mut impl Write) -> io::Result<Outcome> {
    let query = query.join(" ");
    if query == "-" {
        return match io::read_to_string(io::stdin()) {
            Ok(json) => response(&json, out),
            Err(error) => Ok(unusable(format_args!(
                "standard input cannot be read: {error}"
            ))),
        };
    }
    let words: Vec<&str> = query.split_whitespace().collect();
    if words.contains(&"-") {
        return Ok(unusable("`-` stands alone"));
    }
    let number = |word: &str| word.parse::<u16>().ok();
    let found: Vec<&Entry> = match words.as_slice() {
        [word] => match number(word) {
            Some(status) => entries_with_status(status).to_vec(),
            None => entries(word),
        },
        [name, word] if number(word).is_some() => {
            let status = number(word);
            entries(name)
                .into_iter()
                .filter(|entry| Some(entry.status()) == status)
                .collect()
        }
        _ => Vec::new(),
    };
    if found.is_empty() {
        return Ok(missing(&words, &query));
    }
    each(&found, out)?;
    Ok(Outcome::Clean)
}

/// Explains entries, with a blank line between two.
fn each(entries: &[&Entry], out: &mut impl Write) -> io::Result<()> {
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        explain(entry, out)?;
    }
    Ok(())
}

/// Explains an error response: its entry, or all that it may be, and the values found in its message.
fn response(json: &str, out: &mut impl Write) -> io::Result<Outcome> {
    let json = json.trim_start_matches('\u{feff}');
    let response: ErrorResponse<'_> = match serde_json::from_str(json) {
        Ok(response) => response,
        Err(error) => {
            return Ok(unusable(format_args!(
                "standard input is not an error response in JSON: {}",
                text::visible(&error.to_string())
            )));
        }
    };
    let found = candidates(&response);
    each(&found, out)?;
    if let Some(id) = response.request_id.value() {
        writeln!(out, "  request   {}", text::visible(id))?;
    }
    if let Some(received) = response.text() {
        writeln!(out, "  received  {}", text::visible(received))?;
    }
    let parsed = || match (found.as_slice(), response.text()) {
        ([entry], Some(text)) => Message::parse(entry, text),
        _ => None,
    };
    match response.message().or_else(parsed) {
        Some(message) => {
            for (name, value) in message.values() {
                writeln!(out, "            {name} = {}", text::visible(value))?;
            }
        }
        None if response.text().is_some() => {
            writeln!(out, "            (this is none of the document's messages)")?;
        }
        None => {}
    }
    match (found.as_slice(), response.code()) {
        ([_], _) => Ok(Outcome::Clean),
        ([], Some(code)) => {
            let status = response.status().map(|status| status.to_string());
            let words: Vec<&str> = [code.as_str()]
                .into_iter()
                .chain(status.as_deref())
                .collect();
            Ok(missing(&words, &words.join(" ")))
        }
        ([], None) => {
            complain("the response names no code, and its text is none of the document's messages");
            Ok(Outcome::Findings)
        }
        (several, _) => {
            complain(format_args!(
                "the response may be any of {} entries",
                several.len()
            ));
            Ok(Outcome::Findings)
        }
    }
}

/// The entry of a response; or those that its code has, if it gives no status and its text fits
/// none; or that of its text, if it gives no code.
fn candidates(response: &ErrorResponse<'_>) -> Vec<&'static Entry> {
    if let Some(entry) = response.entry() {
        return vec![entry];
    }
    let error = response.error.value();
    let received = response.text();
    let Some(code) = response.code() else {
        let message = received.and_then(Message::parse_any);
        return message.map(|message| message.entry()).into_iter().collect();
    };
    if error.is_some_and(|error| error.code.value().is_some()) {
        return Vec::new();
    }
    let all: Vec<&Entry> = code
        .known()
        .map_or_else(Vec::new, |code| code.entries().iter().collect());
    let fits = |entry: &&&Entry| received.is_some_and(|text| Message::parse(entry, text).is_some());
    let fitting: Vec<&Entry> = all.iter().filter(fits).copied().collect();
    if fitting.is_empty() { all } else { fitting }
}

fn entries(name: &str) -> Vec<&'static Entry> {
    let code = ErrorCode::from_name(&name.to_ascii_uppercase());
    code.map_or_else(Vec::new, |code| code.entries().iter().collect())
}

fn explain(entry: &Entry, out: &mut impl Write) -> io::Result<()> {
    let titles: Vec<&str> = entry.tables().iter().map(|table| table.title()).collect();
    writeln!(out, "{} {}", entry.code(), entry.status())?;
    for text in entry.texts() {
        let message = Some(text.message()).filter(|message| !message.is_empty());
        writeln!(out, "  message   {}", message.unwrap_or("(none)"))?;
        writeln!(out, "  solution  {}", text.solution().unwrap_or("(none)"))?;
    }
    writeln!(out, "  class     {}", entry.class())?;
    if let (Some(grpc), Some(retry), Some(reason)) =
        (entry.grpc(), entry.retry(), entry.handling_reason())
    {
        writeln!(out, "  gRPC      {grpc} (our reading)")?;
        writeln!(out, "  retry     {retry}: {reason}")?;
    }
    writeln!(out, "  table     {}", titles.join(", "))?;
    for text in entry.texts() {
        writeln!(out, "  source    {DOCUMENT}:{}", text.line())?;
    }
    Ok(())
}

/// Says that nothing is found, and what is close.
fn missing(words: &[&str], query: &str) -> Outcome {
    complain(format_args!("the document has no {}", text::quoted(query)));
    let name = words
        .first()
        .map(|word| word.to_ascii_uppercase())
        .unwrap_or_default();
    if let Some(code) = ErrorCode::from_name(&name) {
        let statuses: Vec<String> = code
            .entries()
            .iter()
            .map(|entry| entry.status().to_string())
            .collect();
        advise(format_args!(
            "{code} stands under {}",
            statuses.join(" and ")
        ));
        return Outcome::Findings;
    }
    let close = close_names(&name);
    if !close.is_empty() {
        advise(format_args!("did you mean {}?", close.join(" or ")));
    }
    Outcome::Findings
}

/// The names that are most like one that is not there, at most three.
fn close_names(name: &str) -> Vec<&'static str> {
    let likeness = |code: &ErrorCode| strsim::jaro_winkler(name, code.as_str());
    let mut close: Vec<(f64, &str)> = ErrorCode::ALL
        .iter()
        .map(|code| (likeness(code), code.as_str()))
        .collect();
    close.retain(|(likeness, _)| *likeness > 0.8);
    close.sort_by(|left, right| right.0.total_cmp(&left.0));
    close.into_iter().take(3).map(|(_, name)| name).collect()
}
