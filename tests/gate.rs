//! What the commands that guard a document print, to the last line, and how they exit.
#![cfg(feature = "cli")]

mod common;
#[path = "common/folder.rs"]
mod folder;

use std::process::Command;

use serde_json::Value;

use apigateway_errors::generator::check::all;
use common::{read, root};
use folder::Folder;

/// The schema of SARIF is OASIS's, with one pattern corrected as in their errata.
const SARIF: &str = "tests/fixtures/sarif-2.1.0.json";

#[test]
fn check_speaks_to_each_kind_of_reader() {
    let published = Folder::published("check-published");
    let broken = Folder::broken("check-broken");
    for format in ["human", "short", "json", "github"] {
        let arguments = format!("check error-codes.md --format {format}");
        let ran = published.run(&arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        ran.prints(&format!("published-{format}"));
        let ran = broken.run(&format!("check broken.md --format {format}"));
        assert_eq!((ran.code, ran.err.as_str()), (1, ""));
        ran.prints(&format!("broken-{format}"));
    }
}

#[test]
fn the_published_document_without_annotations_shows_what_they_accept() {
    let folder = Folder::published("check-bare");
    folder.write("none.md", "");
    let ran = folder.run("check error-codes.md --annotations none.md");
    assert_eq!(ran.code, 1);
    ran.prints("published-bare");
}

#[test]
fn sarif_is_valid_and_holds_accepted_findings_as_suppressions() {
    let schema = read(&root().join(SARIF));
    let schema: Value = serde_json::from_slice(&schema).expect("a schema");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let folders = [
        (Folder::published("sarif-published"), "error-codes.md"),
        (Folder::broken("sarif-broken"), "broken.md"),
    ];
    let logs = folders.map(|(folder, file)| {
        let log = folder.run(&format!("check {file} --format sarif")).json();
        let errors: Vec<String> = schema
            .iter_errors(&log)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, [""; 0]);
        log
    });
    let results = |log: &Value| {
        log["runs"][0]["results"]
            .as_array()
            .expect("results")
            .clone()
    };
    let published = results(&logs[0]);
    assert_eq!(published.len(), 9);
    for result in &published {
        let suppression = &result["suppressions"][0];
        assert!(
            suppression["justification"]
                .as_str()
                .is_some_and(|reason| !reason.is_empty())
        );
    }
    let broken = results(&logs[1]);
    assert!(
        broken
            .iter()
            .all(|result| result.get("suppressions").is_none())
    );
    assert!(broken.iter().any(|result| result.get("fixes").is_some()));
    let rules = logs[1]["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules");
    for result in broken {
        let index = result["ruleIndex"].as_u64().expect("an index");
        assert_eq!(
            rules[usize::try_from(index).expect("small")]["id"],
            result["ruleId"]
        );
    }
}

#[test]
fn a_runner_sees_ten_annotations_and_none_that_a_document_forged() {
    let folder = Folder::broken("github");
    let mut text = folder.text("broken.md");
    for index in 0..20 {
        text += &format!("| bad{index} | 400 | ::error::伪造 ##[error]伪造 | 无 |\n");
    }
    folder.write("broken.md", text);
    let ran = folder.run("check broken.md --format github");
    let commands: Vec<&str> = ran
        .out
        .lines()
        .filter(|line| line.starts_with("::"))
        .collect();
    assert_eq!(commands.len(), 10);
    assert!(
        commands
            .iter()
            .all(|line| line.starts_with("::error file=broken.md,line="))
    );
    assert!(!ran.out.contains("##["), "{}", ran.out);
    assert!(
        ran.out.contains(" more than a runner shows\n"),
        "{}",
        ran.out
    );
    // What a runner reads after the second `::` is one line of text.
    let mut others = ran.out.lines().filter(|line| !line.starts_with("::"));
    assert!(others.all(|line| line.starts_with("checked ") || line.contains("findings more")));
    let odd = "a,b:c%.md";
    folder.write(odd, "");
    let ran = folder.run(&format!("check {odd} --format github"));
    assert!(
        ran.out.starts_with("::error file=a%2Cb%3Ac%25.md,line=1,"),
        "{}",
        ran.out
    );
}

#[test]
fn check_reads_standard_input_and_several_files() {
    let folder = Folder::broken("several");
    let document = folder.text("broken.md");
    let ran = folder.run_with(
        "check - --annotations annotations.md --format short",
        document.as_bytes(),
    );
    assert_eq!(ran.code, 1);
    ran.prints("broken-stdin");
    let both = folder.run("check broken.md broken.md missing.md --format json");
    assert_eq!(both.code, 2);
    assert_eq!(both.json()["documents"].as_array().map(Vec::len), Some(2));
    assert!(
        both.err.starts_with("error: missing.md: cannot be read"),
        "{}",
        both.err
    );
}

#[test]
fn colours_reach_a_terminal_only() {
    let folder = Folder::broken("colours");
    let plain = folder.run("check broken.md");
    assert!(!plain.out.contains('\u{1b}'));
    let output = Command::new(env!("CARGO_BIN_EXE_apigateway-errors"))
        .args(["check", "broken.md"])
        .current_dir(&folder.0)
        .env("CLICOLOR_FORCE", "1")
        .output()
        .expect("the command runs");
    let coloured = String::from_utf8(output.stdout).expect("text");
    assert!(
        coloured.contains("\u{1b}[1;91merror[EC101]\u{1b}[0m: "),
        "{coloured}"
    );
    let mut stripped = String::new();
    for part in coloured.split("\u{1b}[") {
        stripped += part
            .split_once('m')
            .filter(|_| coloured.contains(part))
            .map_or(part, |(code, rest)| {
                if code.chars().all(|c| c.is_ascii_digit() || c == ';') {
                    rest
                } else {
                    part
                }
            });
    }
    assert_eq!(stripped, plain.out);
}

#[test]
fn openapi_is_valid_and_has_every_code_and_an_example_of_every_entry() {
    let schema = read(&root().join("tests/fixtures/openapi-3.1.json"));
    let schema: Value = serde_json::from_slice(&schema).expect("a schema");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let exported = Folder::published("openapi").run("export error-codes.md --format openapi");
    let document = exported.json();
    let errors: Vec<String> = schema
        .iter_errors(&document)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors, [""; 0]);

    let components = &document["components"];
    let codes = &components["schemas"]["ErrorCode"];
    for list in ["enum", "x-enum-varnames", "x-enum-descriptions"] {
        assert_eq!(codes[list].as_array().map(Vec::len), Some(24), "{list}");
    }
    // Each example is a response, and so is one with a code that nobody knows.
    let mut response = document.clone();
    response["$ref"] = "#/components/schemas/ErrorResponse".into();
    let response = jsonschema::validator_for(&response).expect("a schema");
    let examples = components["examples"].as_object().expect("examples");
    assert_eq!(examples.len(), 25);
    for example in examples.values() {
        assert!(response.is_valid(&example["value"]), "{example}");
    }
    let mut unknown = examples["NotFound404"]["value"].clone();
    unknown["error"]["status"] = "BRAND_NEW".into();
    assert!(response.is_valid(&unknown));
    unknown["error"]["status"] = 7.into();
    assert!(!response.is_valid(&unknown));
}

#[test]
fn the_export_is_what_its_schema_says() {
    let folder = Folder::published("schema");
    let schema = folder.run("export --format schema").json();
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    folder.write("garage.md", read(&root().join("tests/golden/errors.md")));
    folder.write(
        "garage.annotations.md",
        read(&root().join("tests/golden/annotations.md")),
    );
    let published = folder.run("export error-codes.md").json();
    let golden = folder
        .run("export garage.md --annotations garage.annotations.md")
        .json();
    for exported in [&published, &golden] {
        let errors: Vec<String> = schema
            .iter_errors(exported)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, [""; 0]);
    }
    assert!(golden["entries"].to_string().contains("\"others\":[{"));
    let mut broken = golden;
    broken["entries"][0]["status"] = "404".into();
    assert!(!schema.is_valid(&broken));
}

#[test]
fn every_check_explains_itself() {
    let folder = Folder::empty("explain");
    folder.run("check --explain EC203").prints("explain-EC203");
    assert_eq!(
        folder.run("check --explain conflicting-status").out,
        folder.run("check --explain ec203").out
    );
    let listed = folder.run("check --explain");
    let lines = all()
        .into_iter()
        .map(|check| format!("{} {} ({})\n", check.id, check.name, check.level));
    assert_eq!((listed.code, listed.out), (0, lines.collect()));
    folder
        .run("check --explain conflicting-stats")
        .prints("explain-unknown");
}

#[test]
fn annotate_leaves_the_decisions_to_people_and_so_does_the_check_until_they_make_them() {
    let folder = Folder::broken("annotate");
    folder.run("annotate broken.md").prints("broken-annotate");
    folder
        .run("annotate broken.md --write")
        .prints("broken-annotate-write");
    let short = folder.run("check broken.md --format short").out;
    for blank in ["EC502", "EC208", "EC406", "EC508", "EC510"] {
        assert!(
            short.contains(&format!("error[{blank}]")),
            "{blank}\n{short}"
        );
    }
    // A second time there is nothing more to write.
    let annotations = folder.text("annotations.md");
    folder.run("annotate broken.md --write");
    assert_eq!(folder.text("annotations.md"), annotations);
    let published = Folder::published("annotate-published").run("annotate error-codes.md");
    assert_eq!(
        (
            published.code,
            published.out.as_str(),
            published.err.as_str()
        ),
        (0, "", "")
    );
}

#[test]
fn diff_shows_what_changed_to_people_programs_and_reviewers() {
    let folder = Folder::published("diff");
    let changed = folder
        .text("error-codes.md")
        .replace("找不到 resource", "没有 resource")
        .replace("| CANCELLED", "| CANCELED");
    let changed: Vec<&str> = changed
        .lines()
        .filter(|line| !line.starts_with("| CONFLICT"))
        .collect();
    folder.write("new.md", changed.join("\n"));
    for format in ["table", "json", "markdown"] {
        let ran = folder.run(&format!("diff error-codes.md new.md --format {format}"));
        assert_eq!((ran.code, ran.err.as_str()), (1, ""));
        ran.prints(&format!("diff-{format}"));
    }
    let same = folder.run("diff catalogue.lock error-codes.md");
    assert_eq!(
        (same.code, same.out.as_str()),
        (0, "nothing changed for programs\n")
    );
    folder.run("diff catalogue.lock new.md").prints("diff-lock");
    folder.write(
        "lossy.md",
        "| A | 400 | 错 | 无 |\n\n| B | 400 | 错 | 无 |\n",
    );
    folder
        .run("diff error-codes.md lossy.md")
        .prints("diff-lossy");
    assert_eq!(folder.run("diff error-codes.md missing.md").code, 2);
    folder.write("garbage.lock", "no lock");
    assert_eq!(folder.run("diff garbage.lock error-codes.md").code, 2);
    for runtime in ["", "a+b", "::"] {
        let ran = folder.run(&format!("generate error-codes.md --runtime={runtime}"));
        assert_eq!(ran.code, 2, "{runtime}");
    }
}

#[test]
fn row_order_blank_lines_padding_and_table_numbers_are_no_change() {
    let folder = Folder::published("diff-same");
    let text = folder.text("error-codes.md");
    let (before, after) = text.split_once("| ABORTED").expect("the row");
    let (row, after) = after.split_once('\n').expect("its end");
    let moved = format!("{before}{after}\n")
        .replace("| CONFLICT ", &format!("|  ABORTED{row}\n| CONFLICT "));
    let moved = moved
        .replace("表1.", "表9.")
        .replace("\n####", "\n\n\n####");
    folder.write("new.md", moved);
    let ran = folder.run("diff error-codes.md new.md");
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "nothing changed for programs\n")
    );
}

#[test]
fn lock_and_generate_and_export_refuse_a_document_with_errors() {
    let folder = Folder::broken("refuse");
    for command in ["lock", "generate", "export"] {
        let ran = folder.run(&format!("{command} broken.md"));
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        assert!(ran.err.contains("error[EC101]") && ran.err.contains("run `check` on broken.md"));
        assert_eq!(folder.run(&format!("{command} missing.md")).code, 2);
    }
    assert!(!folder.0.join("catalogue.lock").exists());
}

#[test]
fn generate_prints_what_the_build_compiles() {
    let folder = Folder::published("generate");
    let ran = folder.run("generate error-codes.md --runtime crate");
    assert_eq!(ran.code, 0);
    let built = folder.run("generate error-codes.md --runtime crate --out catalogue.rs");
    assert_eq!((built.code, built.out.as_str()), (0, ""));
    assert_eq!(folder.text("catalogue.rs"), ran.out);
    assert!(syn::parse_file(&ran.out).is_ok());
    assert_eq!(folder.run("generate error-codes.md --runtime a-b").code, 2);
    assert_eq!(
        folder
            .run("generate error-codes.md --out no/such/folder")
            .code,
        2
    );
}

#[test]
fn export_gives_the_catalogue_to_other_languages() {
    let folder = Folder::published("export");
    folder.run("export error-codes.md").prints("export");
    let json = folder.run("export error-codes.md --format json").json();
    assert_eq!(json["version"], 1);
    assert_eq!(json["entries"].as_array().map(Vec::len), Some(25));
}
