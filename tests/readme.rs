//! What the README and the notes for contributors tell people to run does run.
#![cfg(feature = "cli")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::root;

/// Commands that are not run here, and why.
const LEFT_OUT: [(&str, &str); 4] = [
    (
        "cargo install --path . --features cli",
        "it installs what is run here",
    ),
    ("cargo test --all-features", "this is it"),
    (
        "UPDATE_GOLDEN=1 cargo test --all-features --test golden",
        "a part of it, and it writes to the package's folder",
    ),
    (
        "INSTA_UPDATE=always cargo test --all-features",
        "the same, and it writes to the package's folder",
    ),
];

/// The blocks of a language, without their indentation.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}");
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() == fence {
            let indent = line.len() - line.trim_start().len();
            let block = lines.by_ref().take_while(|line| line.trim() != "```");
            let block = block.map(|line| format!("{}\n", line.get(indent..).unwrap_or_default()));
            blocks.push(block.collect());
        }
    }
    blocks
}

/// Runs the command line in a folder: whether all is well, and what it prints.
fn run(folder: &Path, arguments: &str) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_apigateway-errors"))
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .output()
        .expect("the command runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.success(), text)
}

/// A folder that holds a copy of `spec`, under this name.
fn folder(name: &str, spec: &str) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join(spec)).expect("a folder");
    for file in fs::read_dir(root().join("spec")).expect("a folder") {
        let file = file.expect("a file");
        fs::copy(file.path(), folder.join(spec).join(file.file_name())).expect("a copy");
    }
    folder
}

#[test]
fn every_command_that_people_are_told_to_run_runs() {
    let folder = folder("readme", "spec");
    // The next edition, which says the same as this one.
    fs::copy(folder.join("spec/error-codes.md"), folder.join("next.md")).expect("a copy");
    let mut ran = 0;
    for page in ["README.md", ".github/CONTRIBUTING.md"] {
        let text = fs::read_to_string(root().join(page)).expect("a page");
        for line in blocks(&text, "sh").iter().flat_map(|block| block.lines()) {
            let command = line.strip_prefix("cargo run -F cli -- ");
            if let Some(arguments) = command.or(line.strip_prefix("apigateway-errors ")) {
                let (is_well, out) = run(&folder, arguments);
                assert!(is_well, "{page}: {line}\n{out}");
                ran += 1;
            } else {
                let known = LEFT_OUT.iter().any(|(command, _)| *command == line);
                assert!(known, "{page}: nobody runs `{line}`");
            }
        }
    }
    assert!(ran > 4, "only {ran} commands");
}

#[test]
fn the_step_for_another_repository_runs() {
    let readme = fs::read_to_string(root().join("README.md")).expect("a page");
    let steps = blocks(&readme, "yaml").concat();
    let step = steps.trim().strip_prefix("- run: apigateway-errors ");
    let (is_well, out) = run(&folder("readme-step", "docs"), step.expect("a step"));
    assert!(is_well, "{out}");
}

#[test]
fn what_the_readme_shows_is_what_is_printed() {
    let readme = fs::read_to_string(root().join("README.md")).expect("a page");
    let folder = folder("readme-shown", "spec");
    let (_, explained) = run(&folder, "explain FAILED_PRECONDITION");
    let annotations = folder.join("spec/annotations.md");
    let text = fs::read_to_string(&annotations).expect("annotations");
    let open = text.lines().filter(|line| !line.starts_with("| EC"));
    let open: String = open.map(|line| format!("{line}\n")).collect();
    fs::write(&annotations, open).expect("annotations");
    let (_, checked) = run(&folder, "check");
    let shown = blocks(&readme, "text");
    assert_eq!(shown.len(), 3);
    assert_eq!(shown[0], explained);
    assert!(checked.contains(&shown[1]), "{checked}");
    let lock = fs::read_to_string(folder.join("spec/catalogue.lock")).expect("a lock");
    assert!(lock.contains(&shown[2]), "{lock}");
}

#[test]
fn the_example_of_another_document_is_the_one_that_is_built() {
    let readme = fs::read_to_string(root().join("README.md")).expect("a page");
    let shown = blocks(&readme, "rust,ignore");
    assert_eq!(shown.len(), 2);
    for (block, file) in shown.iter().zip(["build.rs", "src/lib.rs"]) {
        let built = fs::read_to_string(root().join("tests/english").join(file)).expect("a file");
        let code: Vec<&str> = block
            .lines()
            .skip_while(|line| line.starts_with("//"))
            .collect();
        assert!(built.contains(&code.join("\n")), "{file}: {block}");
    }
}
