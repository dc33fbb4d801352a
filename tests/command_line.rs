//! The command line as people use it: what it prints and how it exits.
#![cfg(feature = "cli")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use apigateway_errors::{ENTRIES, ErrorCode, entries_with_status};

/// Runs the command line in the package's folder: exit code, standard output, standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_apigateway-errors"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the command runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (
        output.status.code().expect("a code"),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn explain_shows_both_entries_of_a_code_under_two_statuses_as_the_readme_says() {
    let (code, out, err) = run(&["explain", "FAILED_PRECONDITION"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"));
    assert!(readme.expect("text").contains(&out), "{out}");
}

#[test]
fn explain_takes_a_name_a_status_or_both() {
    for (query, count) in [
        (&["409"][..], entries_with_status(409).len()),
        (&["FAILED_PRECONDITION 409"], 1),
        (&["FAILED_PRECONDITION", "400"], 1),
        (&["not_found"], 1),
    ] {
        let arguments: Vec<&str> = ["explain"].iter().chain(query).copied().collect();
        let (code, out, err) = run(&arguments);
        assert_eq!((code, err.as_str()), (0, ""), "{query:?}");
        assert_eq!(out.matches("  message").count(), count, "{query:?}: {out}");
    }
}

#[test]
fn explain_suggests_what_is_close_to_a_name_that_is_not_there() {
    let (code, out, err) = run(&["explain", "FAILED_PRECONDTION"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("did you mean FAILED_PRECONDITION?"), "{err}");
    let (code, _, err) = run(&["explain", "NOT_FOUND 400"]);
    assert_eq!(code, 1);
    assert!(err.contains("help: NOT_FOUND stands under 404"), "{err}");
    let (code, _, err) = run(&["explain", "\u{202e}\u{1b}[31m"]);
    assert_eq!(code, 1);
    assert!(err.contains(r"\u{202e}\u{1b}[31m"), "{err}");
}

/// Gives a text to `explain -`.
fn explain(input: &[u8]) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_apigateway-errors"))
        .args(["explain", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    child
        .stdin
        .take()
        .expect("an input")
        .write_all(input)
        .expect("a reader");
    let output = child.wait_with_output().expect("the command ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (
        output.status.code().expect("a code"),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn explain_reads_an_error_response_and_finds_the_values_in_its_message() {
    let json = r#"{"requestId":"r-7","error":{"code":403,"status":"HTTP_FORBIDDEN","message":"没有对资源 api-1 的 read 权限"}}"#;
    let (code, out, err) = explain(json.as_bytes());
    assert_eq!((code, err.as_str()), (0, ""));
    for line in [
        "HTTP_FORBIDDEN 403",
        "  gRPC      PERMISSION_DENIED (our reading)",
        "  request   r-7",
        "            resource = api-1",
        "            permission = read",
    ] {
        assert!(out.lines().any(|found| found == line), "{line} in {out}");
    }
    let translated = json.replace(
        r#""message":"没有对资源 api-1 的 read 权限""#,
        r#""message":"Forbidden","details":[{"resource":"api-1","permission":"read"}]"#,
    );
    let (code, out, _) = explain(translated.as_bytes());
    let values =
        "  received  Forbidden\n            resource = api-1\n            permission = read\n";
    assert!(code == 0 && out.ends_with(values), "{out}");
    let several = explain(br#"{"error":{"status":"FAILED_PRECONDITION"}}"#);
    assert!(
        several.1.contains("\n\nFAILED_PRECONDITION 409\n"),
        "{}",
        several.1
    );
    let other = json.replace("没有", "别的");
    let (code, out, _) = explain(other.as_bytes());
    assert!(
        code == 0 && out.contains("(this is none of the document's messages)"),
        "{out}"
    );
}

#[test]
fn explain_says_what_is_wrong_with_a_response() {
    let json = br#"{"requestId":"r-9","error":{"code":418,"status":"NOT_FOUND","message":"?"}}"#;
    let (code, out, err) = explain(json);
    assert_eq!(code, 1);
    assert!(
        out.contains("request   r-9") && out.contains("received  ?"),
        "{out}"
    );
    assert!(
        err.contains("no `NOT_FOUND 418`") && err.contains("NOT_FOUND stands under 404"),
        "{err}"
    );
    // The text decides between the entries of a code.
    let several =
        r#"{"error":{"status":"FAILED_PRECONDITION","message":"多个参数有大小依赖关系"}}"#;
    let (code, out, _) = explain(format!("\u{feff}{several}").as_bytes());
    assert!(
        code == 0 && out.starts_with("FAILED_PRECONDITION 409\n"),
        "{out}"
    );
    let (code, out, err) = explain(several.replace("依赖", "").as_bytes());
    assert!(
        code == 1 && out.matches("FAILED_PRECONDITION 4").count() == 2,
        "{out}"
    );
    assert!(err.contains("may be any of 2 entries"), "{err}");
    let (code, out, _) = explain(r#"{"error":{"message":"找不到 api-1"}}"#.as_bytes());
    assert!(code == 0 && out.contains("resource = api-1"), "{out}");
    assert_eq!(run(&["explain", "NOT_FOUND", "-"]).0, 2);
    for input in [&b"["[..], b"", b"<html>", b"\xff"] {
        let (code, out, err) = explain(input);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(err.starts_with("error: standard input "), "{err}");
    }
    let (code, _, err) = explain(b"{}");
    assert_eq!(code, 1);
    assert!(err.contains("the response names no code"), "{err}");
    let (code, _, err) = explain(b"{\"error\":3}");
    assert!(
        code == 1 && err.contains("the response names no code"),
        "{err}"
    );
}

#[test]
fn list_shows_every_entry_in_columns_that_are_as_wide_as_they_look() {
    let (code, out, _) = run(&["list"]);
    assert_eq!(code, 0);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 1 + ENTRIES.len());
    // A Chinese character is two columns wide, so no byte or character offset lines up; the
    // width before the message does.
    let width = |line: &str, to: &str| {
        let before = &line[..line.find(to).unwrap_or_else(|| panic!("{to} in {line}"))];
        before
            .chars()
            .map(|c| if c.is_ascii() { 1 } else { 2 })
            .sum::<usize>()
    };
    let message = width(lines[0], "MESSAGE");
    for (code, start) in [("ABORTED ", "当前无法对"), ("NOT_FOUND ", "找不到")] {
        let line = lines.iter().find(|line| line.starts_with(code));
        assert_eq!(width(line.expect("an entry"), start), message);
    }
}

#[test]
fn check_finds_no_error_in_the_document_of_the_crate_and_exits_with_0() {
    let (code, out, err) = run(&["check"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let counts = format!(
        "spec/error-codes.md: {} codes, {} entries; ",
        ErrorCode::ALL.len(),
        ENTRIES.len()
    );
    assert!(
        out.starts_with(&counts) && out.contains("; 0 errors, "),
        "{out}"
    );
}

#[test]
fn check_exits_with_1_for_findings_and_with_2_for_files_that_cannot_be_read() {
    let fixture = |path: &str| format!("tests/fixtures/checks/{path}.md");
    let (warns, fires) = (
        fixture("EC302-unregistered-status/fires"),
        fixture("EC301-bad-status/fires"),
    );
    let names = [
        "--annotations",
        "tests/fixtures/checks/EC508-unused-handling/passes.annotations.md",
    ];
    let check = |files: &[&str]| {
        run(&["check"]
            .into_iter()
            .chain(names)
            .chain(files.iter().copied())
            .collect::<Vec<_>>())
    };
    let clean = fixture("EC508-unused-handling/passes");
    assert_eq!(check(&[&clean]).0, 0);
    assert_eq!(check(&[&warns]).0, 1);
    let (code, out, _) = check(&[&clean, &fires]);
    assert_eq!(code, 1);
    assert!(
        out.contains("fires.md:9:10: error[EC301]: `410 Missing` is not an HTTP status"),
        "{out}"
    );
    let (code, out, err) = check(&["no-such-file.md", &fires]);
    assert_eq!(code, 2);
    assert!(
        out.contains("EC301") && err.contains("no-such-file.md: cannot be read"),
        "{out}{err}"
    );
    assert_eq!(check(&["spec"]).0, 2);
    assert_eq!(run(&["check", "--no-such-option"]).0, 2);
    assert_eq!(run(&[]).0, 2);
}

#[test]
fn a_reader_that_goes_away_changes_no_exit_code() {
    let fires = "tests/fixtures/checks/EC301-bad-status/fires.md";
    for (arguments, expected) in [
        (&["list"][..], 0),
        (&["explain", "400"], 0),
        (&["explain", "NO_SUCH_CODE"], 1),
        (&["check"], 0),
        (&["check", fires], 1),
        (&["check", fires, "--format", "json"], 1),
        (&["check", "no-such-file.md"], 2),
        (&["check", "--explain", "EC203"], 0),
        (&["export"], 0),
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = Command::new(env!("CARGO_BIN_EXE_apigateway-errors"))
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdout(writer)
            .output()
            .expect("the command ends");
        assert_eq!(output.status.code(), Some(expected), "{arguments:?}");
        if expected == 0 {
            assert_eq!(output.stderr, b"", "{arguments:?}");
        }
    }
}

#[test]
fn what_goes_wrong_is_not_forgotten_where_nobody_listens() {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let status = Command::new(env!("CARGO_BIN_EXE_apigateway-errors"))
        .args(["explain", "NO_SUCH_CODE"])
        .stderr(writer)
        .status()
        .expect("the command ends");
    assert_eq!(status.code(), Some(1));
}
