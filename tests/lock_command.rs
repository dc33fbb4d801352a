//! The lock as people use it: compared, renewed on purpose, and never lost.
#![cfg(feature = "cli")]

mod common;
#[path = "common/folder.rs"]
mod folder;

use std::fs;
use std::io;
use std::process::{Command, Stdio};

use common::{read, root};
use folder::Folder;

#[test]
fn the_lock_is_renewed_on_purpose_and_remembers_what_is_gone() {
    let folder = Folder::published("lock");
    let up_to_date = folder.run("lock error-codes.md");
    assert_eq!(
        (up_to_date.code, up_to_date.out.as_str()),
        (0, "catalogue.lock: up to date\n")
    );
    // A contract that changed fails until the lock is renewed; a wording that changed does not.
    folder.replace("error-codes.md", "找不到 resource", "没有 resource");
    let ran = folder.run("check error-codes.md --format short");
    assert!(
        ran.code == 0 && ran.out.contains("info[EC607]: NOT_FOUND 404: "),
        "{}",
        ran.out
    );
    folder.replace("error-codes.md", "| CONFLICT ", "| CLASH ");
    folder.replace("annotations.md", "| CONFLICT |", "| CLASH |");
    let ran = folder.run("check error-codes.md");
    assert_eq!(ran.code, 1);
    ran.prints("lock-check");
    folder.run("lock error-codes.md").prints("lock-renewed");
    assert_eq!(folder.run("check error-codes.md").code, 0);
    assert!(
        folder
            .text("catalogue.lock")
            .lines()
            .any(|line| line == "retired CONFLICT 409")
    );
    // The name comes back for something else.
    folder.replace("error-codes.md", "| CLASH ", "| CONFLICT ");
    folder.replace("error-codes.md", "父资源不一致", "父资源相同");
    folder.replace("annotations.md", "| CLASH |", "| CONFLICT |");
    let before = folder.text("catalogue.lock");
    folder.run("lock error-codes.md").prints("lock-refused");
    assert_eq!(folder.text("catalogue.lock"), before);
    let ran = folder.run("check error-codes.md --format short");
    assert!(
        ran.code == 1 && ran.out.contains("error[EC610]"),
        "{}",
        ran.out
    );
}

#[test]
fn a_lock_of_0_1_0_is_read_and_renewed_in_the_new_form() {
    let folder = Folder::published("lock-of-0.1.0");
    let old = read(&root().join("tests/fixtures/gate/catalogue-0.1.0.lock"));
    folder.write("catalogue.lock", &old);
    let ran = folder.run("check error-codes.md");
    assert_eq!(
        (ran.code, ran.out.contains("EC6")),
        (0, false),
        "{}",
        ran.out
    );
    folder.write("old.lock", &old);
    assert_eq!(folder.run("diff old.lock error-codes.md").code, 0);
    let ran = folder.run("lock error-codes.md");
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "nothing changed for programs\ncatalogue.lock: renewed\n")
    );
    let renewed = folder.text("catalogue.lock");
    assert_eq!(renewed, common::frozen().2);
    assert_eq!(folder.run("diff old.lock catalogue.lock").code, 0);
    // What it holds is still compared.
    folder.replace("error-codes.md", "找不到 resource", "没有 resource");
    folder.replace(
        "error-codes.md",
        "两种资源归属的父资源不一致",
        "resource 不一致",
    );
    folder
        .run("diff old.lock error-codes.md")
        .prints("diff-lock-of-0.1.0");
}

#[test]
fn a_reading_that_changes_is_a_change_until_the_lock_is_renewed() {
    let folder = Folder::published("lock-reading");
    let row = "| UNAVAILABLE | 503 | UNAVAILABLE | after back-off |";
    folder.replace(
        "annotations.md",
        row,
        &row.replace("after back-off", "never"),
    );
    let ran = folder.run("check error-codes.md --format short");
    assert!(
        ran.code == 1
            && ran
                .out
                .contains("error[EC614]: UNAVAILABLE 503: retry `after back-off` became `never`"),
        "{}",
        ran.out
    );
    assert_eq!(folder.run("lock error-codes.md").code, 0);
    assert_eq!(folder.run("check error-codes.md").code, 0);
}

#[test]
fn a_lock_that_is_cut_short_is_refused() {
    let folder = Folder::published("lock-cut");
    let text = folder.text("catalogue.lock");
    let entry = text.rfind("\nentry ").expect("an entry");
    folder.write("catalogue.lock", &text[..entry]);
    let ran = folder.run("check error-codes.md --format short");
    assert!(
        ran.code == 1 && ran.out.contains("error[EC611]: the lock is cut short"),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains("EC604"), "{}", ran.out);
    assert_eq!(folder.run("lock error-codes.md").code, 1);
    assert_eq!(folder.text("catalogue.lock"), text[..entry]);
    assert_eq!(folder.run("diff catalogue.lock error-codes.md").code, 2);
}

#[test]
fn a_lock_is_written_beside_and_renamed() {
    let folder = Folder::published("lock-renamed");
    let before = folder.text("catalogue.lock");
    // What has the old lock open goes on reading it whole.
    fs::hard_link(folder.0.join("catalogue.lock"), folder.0.join("old.lock")).expect("a link");
    folder.replace("error-codes.md", "找不到 resource", "没有 resource");
    let ran = folder.run("lock error-codes.md");
    assert!(
        ran.out.ends_with("catalogue.lock: renewed\n"),
        "{}",
        ran.out
    );
    assert_ne!(folder.text("catalogue.lock"), before);
    assert_eq!(folder.text("old.lock"), before);
    let files = fs::read_dir(&folder.0).expect("a folder").count();
    assert_eq!(files, 4, "something is left over");
}

#[test]
fn a_lock_that_cannot_be_written_stays_as_it_is() {
    let folder = Folder::published("lock-unwritable");
    let ran = folder.run("lock error-codes.md --lock no/such/folder.lock");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    // Nothing can be written beside it.
    let before = folder.text("catalogue.lock");
    fs::create_dir(folder.0.join("catalogue.lock.new")).expect("a folder");
    folder.replace("error-codes.md", "找不到 resource", "没有 resource");
    assert_eq!(folder.run("lock error-codes.md").code, 2);
    assert_eq!(folder.text("catalogue.lock"), before);
}

#[test]
fn a_reader_that_goes_away_does_not_keep_the_lock_from_being_renewed() {
    let folder = Folder::published("lock-unread");
    let before = folder.text("catalogue.lock");
    folder.replace("error-codes.md", "找不到 resource", "没有 resource");
    let (reader, writer) = io::pipe().expect("a pipe");
    drop(reader);
    let status = Command::new(env!("CARGO_BIN_EXE_apigateway-errors"))
        .args(["lock", "error-codes.md"])
        .current_dir(&folder.0)
        .stdout(writer)
        .stderr(Stdio::null())
        .status()
        .expect("the command ends");
    assert_eq!(status.code(), Some(0));
    assert_ne!(folder.text("catalogue.lock"), before);
}

#[test]
fn standard_input_has_no_lock() {
    let folder = Folder::published("lock-stdin");
    for arguments in [
        "lock -",
        "lock - --annotations annotations.md",
        "lock - --lock new.lock",
    ] {
        let ran = folder.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments}");
        assert!(ran.err.contains("standard input"), "{}", ran.err);
    }
}

#[test]
fn the_lock_of_the_repository_is_that_of_its_document() {
    let folder = Folder::empty("repository");
    for file in ["error-codes.md", "annotations.md", "catalogue.lock"] {
        folder.write(file, read(&root().join("spec").join(file)));
    }
    let ran = folder.run("lock error-codes.md");
    assert_eq!(ran.out, "catalogue.lock: up to date\n");
    // A lock is known by what it says, whatever its name.
    folder.write("released", folder.text("catalogue.lock"));
    assert_eq!(folder.run("diff released error-codes.md").code, 0);
    fs::remove_file(folder.0.join("catalogue.lock")).expect("a lock");
    assert_eq!(
        folder.run("lock error-codes.md").out,
        "catalogue.lock: made\n"
    );
    assert_eq!(
        folder.text("catalogue.lock").as_bytes(),
        read(&root().join("spec/catalogue.lock"))
    );
}

#[test]
fn a_document_is_compared_with_its_translation() {
    let folder = Folder::published("translation");
    let english = |row: &str| {
        format!(
            "# Codes\n\n## Common\n\n| Code | Status | Message | Solution |\n|-|-|-|-|\n| AA | 404 | {{b}} has no {{a}}. | Look. |\n{row}"
        )
    };
    let chinese = "# 错误码\n\n## 通用\n\n| 错误码 | HTTP状态码 | 错误信息 | 解决方案 |\n|-|-|-|-|\n| AA | 404 | 没有 {a}，在 {b} 里 | |\n| BB | 409 | {c}; 冲突 | |\n";
    let annotations = |title: &str| {
        format!(
            "# A\n\n## Tables\n\n| Title | Name |\n|-|-|\n| {title} | Common |\n\n## Literal words\n\n| Word | Reason |\n|-|-|\n| \\* | x |\n"
        )
    };
    folder.write("zh.md", chinese);
    folder.write("zh.annotations.md", annotations("通用"));
    folder.write("en.annotations.md", annotations("Common"));
    let diff = |row: &str, more: &str| {
        folder.write("en.md", english(row));
        let command =
            "diff zh.md en.md --old-annotations zh.annotations.md --annotations en.annotations.md";
        let ran = folder.run(&format!("{command} {more}"));
        (ran.code, ran.out)
    };
    let same = "| BB | 409 | {c}; Conflict | Wait. |\n";
    assert_eq!(diff(same, "--ignore wording").0, 0);
    assert_eq!(diff(same, "").0, 1);
    for (row, change) in [
        ("", "EC601  code-removed"),
        ("| BB | 410 | {c}; Conflict | |\n", "EC602  status-changed"),
        (
            "| BB | 409 | Conflict; {d} | |\n",
            "no placeholder `c` any more",
        ),
        ("| BB | 409 | {c} | |\n", "2 messages became 1 message"),
    ] {
        let (code, out) = diff(row, "--ignore wording");
        assert!(code == 1 && out.contains(change), "{row}: {out}");
    }
}
