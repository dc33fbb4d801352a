//! What people go through who keep annotations in line with a document that is not theirs.
#![cfg(feature = "cli")]

mod common;
#[path = "common/folder.rs"]
mod folder;

use std::fs;

use apigateway_errors::generator::annotations::Annotations;
use apigateway_errors::generator::source::Source;
use apigateway_errors::generator::{Level, Report};
use common::{fixtures, rendered};
use folder::Folder;
use sha2::{Digest, Sha256};

/// Fills in what is blank in annotations, as a person would.
fn decided(annotations: &str) -> String {
    let mut section = "";
    let mut lines = Vec::new();
    for (number, line) in annotations.lines().enumerate() {
        section = line.strip_prefix("## ").unwrap_or(section);
        let decision = match section {
            "Tables" => format!("| Table{number} |"),
            "Columns" => "| - |".to_owned(),
            _ => "| Decided. |".to_owned(),
        };
        lines.push(match line.strip_suffix("|  |") {
            Some(row) => format!("{row}{decision}"),
            None => line.to_owned(),
        });
    }
    lines.join("\n") + "\n"
}

/// The first edition, with rows of the console's table in place of placeholders, and then others.
fn editions() -> [String; 3] {
    let (first, ..) = common::frozen();
    let row = "| APIGATEWAY_SUCCESS |  200 |  成功  |      |\n";
    let codes = [
        "APIGATEWAY_NOT_FOUND | 404 | 找不到 API",
        "Request Timeout | 408 | 请求超时",
        "GROUP_LOCKED | 423 | 分组已锁定",
    ];
    let mut rows = codes.iter().map(|code| format!("| {code} | 请重试 |\n"));
    let lines = first.split_inclusive('\n');
    let real: String = lines
        .map(|line| {
            if line == row {
                rows.next().unwrap_or_default()
            } else {
                line.to_owned()
            }
        })
        .collect();
    let last = row.replace('\n', "");
    assert!(!real.contains(&last));
    // A misprint, a surplus cell, a blank code, and another title.
    let misprinted = real
        .replace(
            "| RESOURCE_NOT_EXIST   | 404 |",
            "| RESOURCE_NOT_EXIST   | 4O4 |",
        )
        .replace("| 429 |  请求过频繁  |", "| 429 |  请求|过频繁  |")
        .replace("| GROUP_LOCKED | 423", "|  | 423")
        .replace("表1.通用错误码", "表1.公共错误码");
    let mended = real
        .replace("成功", "成 功")
        .replace("找不到 resource", "没有 resource");
    [real, misprinted, mended]
}

/// Brings in an edition by the commands of the README: how many cells were filled in, and how many rounds it took.
fn bring_in(folder: &Folder, edition: &str) -> (usize, usize) {
    folder.write("new.md", edition);
    let ran = folder.run("update new.md error-codes.md");
    assert!(ran.code < 2, "{}{}", ran.out, ran.err);
    assert_eq!(folder.text("error-codes.md"), edition);
    let mut cells = 0;
    for round in 1.. {
        let annotations = folder.text("annotations.md");
        cells += annotations.matches("|  |\n").count();
        folder.write("annotations.md", decided(&annotations));
        let short = folder.run("check error-codes.md --format short").out;
        let open = short
            .lines()
            .filter(|line| line.contains("error[") || line.contains("warning["));
        let open: Vec<&str> = open.filter(|line| !line.contains("[EC6")).collect();
        if open.is_empty() {
            assert_eq!(folder.run("lock error-codes.md").code, 0, "{short}");
            let ran = folder.run("check error-codes.md");
            assert_eq!(ran.code, 0, "{}", ran.out);
            return (cells, round);
        }
        assert!(round < 5, "{short}");
        let ran = folder.run("annotate error-codes.md --write");
        assert!(ran.code < 2, "{}", ran.err);
    }
    unreachable!("a round is the last one")
}

#[test]
fn an_edition_comes_in_with_one_command_and_a_decision_a_cell() {
    let folder = Folder::published("editions");
    let (one, other) = ("0".repeat(64), "1".repeat(64));
    folder.write(
        "SHA256SUMS",
        format!("{one}  other.md\n{other}  error-codes.md\n"),
    );
    let [real, _, mended] = editions();
    // Three reasons of handling, one word, one code that is none; nothing is typed but that.
    folder.write("new.md", &real);
    folder.run("update new.md error-codes.md").prints("update");
    folder.replace(
        "annotations.md",
        "| Request Timeout | Request Timeout |  |",
        "| Request Timeout | REQUEST_TIMEOUT | As the gateway sends it. |",
    );
    let (cells, rounds) = bring_in(&folder, &real);
    assert!(cells <= 6 && rounds <= 3, "{cells} {rounds}");
    let sums = folder.text("SHA256SUMS");
    assert!(
        sums.starts_with(
            "0000000000000000000000000000000000000000000000000000000000000000  other.md\n"
        ) && sums.ends_with("  error-codes.md\n")
            && !sums.contains("11  "),
        "{sums}"
    );
    // A wording that changes asks for a second look at what was decided, and for nothing else.
    folder.write("new.md", &mended);
    let ran = folder.run("update new.md error-codes.md");
    assert!(
        ran.out
            .contains("look again at how NOT_FOUND 404 is handled"),
        "{}",
        ran.out
    );
    assert_eq!(bring_in(&folder, &mended).0, 0);
    assert_eq!(folder.run("check error-codes.md").code, 0);
}

#[test]
fn four_corrections_make_a_broken_edition_sound_and_leave_it_as_it_is() {
    let folder = Folder::published("broken-edition");
    let [real, misprinted, _] = editions();
    folder.write("new.md", &real);
    folder.run("update new.md error-codes.md");
    folder.replace(
        "annotations.md",
        "| Request Timeout | Request Timeout |  |",
        "| Request Timeout | REQUEST_TIMEOUT | As the gateway sends it. |",
    );
    bring_in(&folder, &real);
    folder.write("new.md", &misprinted);
    folder.run("update new.md error-codes.md");
    // The title is another one: a person says so.
    folder.write(
        "annotations.md",
        folder
            .text("annotations.md")
            .replace("通用错误码", "公共错误码"),
    );
    folder.run("annotate error-codes.md --write");
    // A row without a code is not left out, but corrected.
    let annotations = folder.text("annotations.md");
    let rows = annotations
        .lines()
        .filter(|row| !row.starts_with("| EC201 |"));
    let rows: Vec<&str> = rows.collect();
    folder.write("annotations.md", rows.join("\n") + "\n");
    let said = folder.run("check error-codes.md").out;
    let mut printed = said.lines().map(str::trim);
    let printed = printed.find(|row| row.starts_with(r"| \| \| 423 \|"));
    let printed = printed.unwrap_or_else(|| panic!("{said}"));
    folder.replace("annotations.md", "| 4O4 |", &format!("{printed}\n| 4O4 |"));
    // What the rows should say.
    for (from, to) in [
        ("| 4O4 | 4O4 |  |", "| 4O4 | 404 | A misprint. |".to_owned()),
        (r"\| \| 423 \|", r"\| GROUP_LOCKED \| 423 \|".to_owned()),
    ] {
        let annotations = folder.text("annotations.md");
        // The last of the two cells is what is read.
        let at = annotations
            .rfind(from)
            .unwrap_or_else(|| panic!("{from}\n{annotations}"));
        let (head, tail) = annotations.split_at(at);
        folder.write(
            "annotations.md",
            format!("{head}{to}{}", &tail[from.len()..]),
        );
    }
    bring_in(&folder, &misprinted);
    let report = folder.run("check error-codes.md --format json").json();
    assert_eq!(report["documents"][0]["counts"]["corrected"], 4);
    let said = folder.run("check error-codes.md").out;
    assert!(said.contains("; 4 corrections made; "), "{said}");
    let said = folder.run("diff catalogue.lock error-codes.md").err;
    assert!(said.contains(": `4O4` is read as `404`\n"), "{said}");
    assert_eq!(said.matches("note: error-codes.md:").count(), 4);
    let exported = folder.run("export error-codes.md").json();
    let entries = exported["entries"].as_array().expect("entries");
    let has = |code: &str, status: u16| {
        entries
            .iter()
            .any(|entry| entry["code"] == code && entry["status"] == status)
    };
    assert!(
        has("GROUP_LOCKED", 423) && has("RESOURCE_NOT_EXIST", 404) && has("REQUEST_TIMEOUT", 408)
    );
}

/// Findings that only a person can mend, in the file itself: their pages say so.
const BY_HAND: [&str; 7] = [
    "EC110", "EC112", "EC114", "EC117", "EC120", "EC505", "EC611",
];

#[test]
fn every_fixture_that_fires_is_brought_to_green_by_what_is_printed() {
    let (mut by_command, mut by_hand) = (0, 0);
    for fixture in fixtures()
        .iter()
        .filter(|fixture| fixture.fires() && fixture.lock.is_none())
    {
        let document = Source::new("error-codes.md", &fixture.document);
        let mut annotations = String::from_utf8_lossy(&fixture.annotations).into_owned();
        let mut report = None;
        for _ in 0..6 {
            let before = annotations.clone();
            let settled = apigateway_errors::generator::settle::settle(
                &document,
                &Source::new("annotations.md", annotations.as_bytes()),
                None,
            );
            annotations = decided(&settled.text);
            let read = Annotations::read(Source::new("annotations.md", annotations.as_bytes()));
            report = Some(Report::of(document.clone(), read));
            if annotations == before {
                break;
            }
        }
        let report = report.expect("a report");
        let open = report
            .findings
            .iter()
            .filter(|finding| finding.level > Level::Info);
        let open: Vec<_> = open.collect();
        if open.is_empty() {
            by_command += 1;
            continue;
        }
        // What is left has a way that a person goes: each finding says it.
        for finding in &open {
            let says = finding.help.iter().any(|help| !help.text.is_empty());
            let known = BY_HAND.contains(&finding.check.id)
                || finding.help.iter().any(|help| help.annotates.is_some())
                || finding.file != apigateway_errors::generator::finding::File::Document;
            assert!(says && known, "{}\n{}", fixture.title(), rendered(&report));
        }
        by_hand += 1;
    }
    println!("{by_command} by commands, {by_hand} by hand");
    assert!(
        by_command > 60,
        "{by_command} by commands, {by_hand} by hand"
    );
}

#[test]
fn fix_makes_the_safe_changes_and_no_other() {
    let head = "#### 表1.通用错误码\n\n| 错误码 | HTTP状态码 | 错误信息 | 解决方案 |\n";
    let rows =
        "| NOT_FOUND | 404 | 资源不存在 | 检查资源 |\n| GONE | 4l0 | 已删除 | 无 |\n说明。\n";
    let folder = Folder::empty("fix");
    let document = format!("{head}|-|-|-|\n{rows}");
    folder.write("codes.md", &document);
    folder.write(
        "annotations.md",
        "## Tables\n\n| Title | Name |\n|-|-|\n| 通用错误码 | Common |\n",
    );
    let shown = folder.run("check --fix --diff codes.md");
    assert_eq!((shown.code, folder.text("codes.md") == document), (0, true));
    shown.prints("fix-diff");
    let ran = folder.run("check --fix codes.md --format short");
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(
        ran.out.contains("EC301") && ran.out.contains("EC107") && !ran.out.contains("EC103"),
        "{}",
        ran.out
    );
    let fixed = folder.text("codes.md");
    assert!(
        fixed.contains("|-|-|-|-|") && fixed.contains("4l0") && fixed.contains("无 |\n说明。"),
        "{fixed}"
    );
    // The same as corrections: the document stays as it is.
    folder.write("codes.md", &document);
    let ran = folder.run("check --fix --correct codes.md --format short");
    assert_eq!(folder.text("codes.md"), document);
    assert!(
        !ran.out.contains("EC103") && ran.out.contains("EC510"),
        "{}",
        ran.out
    );
    folder.write("annotations.md", decided(&folder.text("annotations.md")));
    let ran = folder.run("check codes.md --format short");
    assert!(
        !ran.out.contains("EC510") && ran.out.contains("codes.md:6:10: error[EC301]"),
        "{}",
        ran.out
    );
    assert_eq!(folder.run("check --fix -").code, 2);
}

#[test]
fn a_command_that_cannot_write_leaves_every_file_as_it_was() {
    let [real, ..] = editions();
    // A folder in the place of a file that is to be written beside another one: the write fails there.
    for (blocked, command) in [
        ("annotations.md.new", "update new.md error-codes.md"),
        ("error-codes.md.new", "update new.md error-codes.md"),
        ("SHA256SUMS.new", "update new.md error-codes.md"),
        ("annotations.md.new", "annotate new.md --write"),
        ("new.md.new", "check --fix new.md"),
        ("catalogue.lock.new", "lock error-codes.md"),
    ] {
        let folder = Folder::published("blocked");
        folder.write("SHA256SUMS", "1".repeat(64) + "  error-codes.md\n");
        folder.write("new.md", real.replace("|-|-|-|-|", "|-|-|-|"));
        folder.replace("catalogue.lock", "找不到 resource", "没有 resource");
        fs::create_dir(folder.0.join(blocked)).expect("a folder");
        let files = [
            "annotations.md",
            "error-codes.md",
            "SHA256SUMS",
            "new.md",
            "catalogue.lock",
        ];
        let before = files.map(|file| folder.text(file));
        let ran = folder.run(command);
        assert_eq!(ran.code, 2, "{command}: {}{}", ran.out, ran.err);
        assert_eq!(files.map(|file| folder.text(file)), before, "{command}");
        fs::remove_dir(folder.0.join(blocked)).expect("a folder");
        let left = fs::read_dir(&folder.0).expect("a folder").count();
        assert_eq!(left, files.len(), "{command}");
        assert!(folder.run(command).code < 2, "{command}");
    }
}

#[test]
fn generated_code_that_is_checked_in_is_compared_with_what_is_generated() {
    let folder = Folder::published("generated");
    assert_eq!(folder.run("generate error-codes.md --out codes.rs").code, 0);
    assert_eq!(
        folder.run("generate error-codes.md --check codes.rs").code,
        0
    );
    folder.replace("codes.rs", "Aborted", "Abort");
    let ran = folder.run("generate error-codes.md --check codes.rs");
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("codes.rs: is not what is generated"),
        "{}",
        ran.err
    );
    assert_eq!(
        folder
            .run("generate error-codes.md --check missing.rs")
            .code,
        2
    );
}

#[test]
fn a_row_for_all_codes_under_a_status_is_used_until_each_has_its_own() {
    let folder = Folder::published("any-code");
    folder.replace(
        "annotations.md",
        "| UNAVAILABLE | 503 | UNAVAILABLE |",
        "| * | 503 | UNAVAILABLE |",
    );
    assert_eq!(folder.run("check error-codes.md --format short").code, 0);
    folder.replace("annotations.md", "| * | 503 |", "| * | 504 |");
    let short = folder.run("check error-codes.md --format short").out;
    assert!(
        short.contains("EC508") && short.contains("EC507"),
        "{short}"
    );
}

#[test]
fn what_an_edition_does_not_need_goes_only_if_the_one_before_it_did() {
    let kept = |folder: &Folder, before: &str| {
        let after = folder.text("annotations.md");
        let is_there = |line: &&str| after.lines().any(|other| other == *line);
        let lost: Vec<&str> = before.lines().filter(|line| !is_there(line)).collect();
        assert!(lost.is_empty(), "{lost:?}");
    };
    let billing = "# b\n\n## Billing\n\n| Code | HTTP status | Message |\n|-|-|-|\n| NOT_FOUND | 404 | gone |\n";
    // Another document in the same folder, as a file of its own and as a first edition.
    for command in ["annotate billing.md --write", "update billing.md other.md"] {
        let folder = Folder::published("two-documents");
        let before = folder.text("annotations.md");
        folder.write("billing.md", billing);
        assert_eq!(folder.run(command).code, 1, "{command}");
        kept(&folder, &before);
    }
    // Documents of which no row can be read.
    let published = Folder::published("unreadable").text("error-codes.md");
    let indented = published.replace("\n|", "\n    |");
    for broken in [
        "",
        "<html><body>404</body></html>\n",
        "# A\n\n- NOT_FOUND: 404\n",
        "# A\n\n<table><tr><td>NOT_FOUND</td><td>404</td></tr></table>\n",
        indented.as_str(),
    ] {
        let folder = Folder::published("unreadable");
        let before = folder.text("annotations.md");
        folder.write("new.md", broken);
        let ran = folder.run("update new.md error-codes.md");
        assert_eq!(ran.code, 2, "{broken}{}{}", ran.out, ran.err);
        assert_eq!(folder.text("error-codes.md"), published);
        assert_eq!(folder.text("annotations.md"), before);
    }
}

#[test]
fn annotations_that_are_no_text_are_not_written_back() {
    for command in [
        "annotate error-codes.md --write",
        "check --fix --correct error-codes.md",
        "update error-codes.md error-codes.md",
    ] {
        let folder = Folder::published("no-text");
        let mut bytes = folder.text("annotations.md").into_bytes();
        bytes.insert(20, 0xE9);
        folder.write("annotations.md", &bytes);
        let ran = folder.run(command);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{command}");
        let after = fs::read(folder.0.join("annotations.md")).expect("a file");
        assert!(after == bytes, "{command}");
    }
}

#[test]
fn the_line_of_the_document_is_found_among_checksums() {
    let [real, ..] = editions();
    let digest: String = Sha256::digest(&real)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let old = "0".repeat(64);
    for line in ["  error-codes.md", " *error-codes.md", "  ./error-codes.md"] {
        let folder = Folder::published("sums");
        let others = format!("{old}  old error-codes.md\n");
        folder.write("SHA256SUMS", format!("{others}{old}{line}\n"));
        folder.write("new.md", &real);
        folder.run("update new.md error-codes.md");
        assert_eq!(
            folder.text("SHA256SUMS"),
            format!("{others}{digest}{line}\n")
        );
    }
    let folder = Folder::published("sums");
    folder.write("SHA256SUMS", format!("{old}  other.md\n"));
    folder.write("new.md", &real);
    let ran = folder.run("update new.md error-codes.md");
    assert!(ran.err.contains("has no line there"), "{}", ran.err);
}

#[test]
fn a_row_that_is_missing_is_not_taken_for_one_that_mentions_it() {
    let folder = Folder::published("mentions");
    folder.replace("annotations.md", "| 通用错误码 | Common |\n", "");
    let ran = folder.run("annotate error-codes.md");
    assert!(
        ran.code == 1 && ran.out.contains("| 通用错误码 |  |"),
        "{}",
        ran.out
    );
}

#[test]
fn to_leave_a_table_out_is_never_decided_by_a_program() {
    let folder = Folder::published("left-out");
    let table = "\n#### 计费\n\n| 错误码 | HTTP状态码 | 甲 | 乙 |\n|-|-|-|-|\n| NO_MONEY | 402 | 欠费 | 充值 |\n";
    let html = "\n#### 网页\n\n<table><tr><td>1</td></tr></table>\n";
    folder.write(
        "error-codes.md",
        folder.text("error-codes.md") + table + html,
    );
    folder.run("annotate error-codes.md --write");
    folder.run("annotate error-codes.md --write");
    let annotations = folder.text("annotations.md");
    assert!(
        annotations.contains("| 甲 |  |") && !annotations.contains("| - |"),
        "{annotations}"
    );
    assert_eq!(folder.run("check error-codes.md").code, 1);
}

#[test]
fn files_keep_their_links_their_marks_and_their_line_ends() {
    let [real, ..] = editions();
    let folder = Folder::published("kept");
    let crlf = folder.text("annotations.md").replace('\n', "\r\n");
    folder.write("real.md", format!("\u{FEFF}{crlf}"));
    fs::remove_file(folder.0.join("annotations.md")).expect("a file");
    #[cfg(unix)]
    std::os::unix::fs::symlink("real.md", folder.0.join("annotations.md")).expect("a link");
    #[cfg(not(unix))]
    fs::rename(folder.0.join("real.md"), folder.0.join("annotations.md")).expect("a file");
    folder.write("new.md", &real);
    assert_eq!(folder.run("update new.md error-codes.md").code, 1);
    #[cfg(unix)]
    assert!(folder.0.join("annotations.md").is_symlink());
    let after = folder.text("annotations.md");
    assert!(after.starts_with('\u{FEFF}') && after.len() > crlf.len());
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
    // What somebody else has put where we would write stays.
    let folder = Folder::published("somebodys");
    folder.write("error-codes.md.new", &real);
    let ran = folder.run("update error-codes.md.new error-codes.md");
    assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
    assert_eq!(folder.text("error-codes.md.new"), real);
}

#[test]
fn a_table_under_another_title_is_retitled_by_a_person() {
    let folder = Folder::published("retitled");
    let new = folder
        .text("error-codes.md")
        .replace("表1.通用错误码", "表1.公共错误码");
    let before = folder.text("annotations.md");
    folder.write("new.md", &new);
    let ran = folder.run("update new.md error-codes.md");
    assert!(ran.out.contains("error[EC504]"), "{}{}", ran.out, ran.err);
    assert_eq!(folder.text("annotations.md"), before);
    assert_eq!(folder.run("annotate error-codes.md").code, 1);
    let said = folder.run("check error-codes.md").out;
    assert!(
        said.contains("if it is `通用错误码` under another title"),
        "{said}"
    );
    folder.write("annotations.md", before.replace("通用错误码", "公共错误码"));
    let said = folder.run("check error-codes.md --format short").out;
    assert!(!said.contains("error["), "{said}");
}

#[test]
fn how_an_entry_was_handled_goes_with_it_to_another_name_or_status() {
    let folder = Folder::published("moved");
    let published = folder.text("error-codes.md");
    let row = |code: &str| {
        let line = published.lines().find(|line| line.contains(code));
        line.expect("a row").to_owned()
    };
    let (renamed, moved) = (row("QUOTA_EXCEEDED"), row("| HTTP_FORBIDDEN"));
    let new = published
        .replace(
            &renamed,
            &renamed.replace("QUOTA_EXCEEDED", "QUOTA_USED_UP"),
        )
        .replace(&moved, &moved.replace("403", "409"));
    folder.write("new.md", &new);
    let ran = folder.run("update new.md error-codes.md");
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    for line in [
        "+ | QUOTA_USED_UP | 429 | RESOURCE_EXHAUSTED | after state change |  |",
        "+ | HTTP_FORBIDDEN | 409 | PERMISSION_DENIED | after state change |  |",
    ] {
        assert!(ran.out.contains(line), "{line} in {}", ran.out);
    }
    let check = folder.run("check error-codes.md").out;
    assert!(check.contains("QUOTA_USED_UP"), "{check}");

    // A row that somebody has written for the new name stays the only one.
    let folder = Folder::published("moved by hand");
    folder.replace(
        "annotations.md",
        "| QUOTA_EXCEEDED |",
        "| QUOTA_USED_UP | 429 | INTERNAL | never | mine |\n| QUOTA_EXCEEDED |",
    );
    folder.write("new.md", &new);
    let ran = folder.run("update new.md error-codes.md");
    assert!(!ran.out.contains("+ | QUOTA_USED_UP"), "{}", ran.out);
}

/// Writes what `annotate` offers, with a reason in each row.
fn annotated(folder: &Folder) {
    folder.run("annotate doc.md --write");
    let text = folder.text("annotations.md");
    folder.write("annotations.md", text.replace("|  |\n", "| why |\n"));
}

#[test]
fn what_stands_in_a_list_a_quote_or_too_far_in_is_read_once_it_is_corrected() {
    let head = "# A\n\n| Code | Status | Message | Solution |\n|-|-|-|-|\n";
    for (rows, more) in [
        ("| A_ONE | 400 | a | b |\n    | B_TWO | 404 | c | d |\n", ""),
        (
            "| A_ONE | 400 | a | b |\n|\u{a0}B_TWO\u{a0}| 404 | c | d |\n",
            "",
        ),
        (
            "",
            "- Codes:\n  | Code | Status | Message | Solution |\n  |-|-|-|-|\n  | A_ONE | 400 | a | b |\n  | B_TWO | 404 | c | d |\n",
        ),
        (
            "",
            "> | Code | Status | Message | Solution |\n> |-|-|-|-|\n> | A_ONE | 400 | a | b |\n> | B_TWO | 404 | c | d |\n",
        ),
    ] {
        let folder = Folder::published("moved-out");
        let document = match more {
            "" => format!("{head}{rows}"),
            more => format!("# A\n\n{more}"),
        };
        fs::remove_file(folder.0.join("catalogue.lock")).expect("a lock");
        folder.write("doc.md", &document);
        folder.write("annotations.md", "## Tables\n\n| Title | Name |\n|-|-|\n| A | A |\n\n## Literal words\n\n| Word | Reason |\n|-|-|\n| * | English. |\n");
        annotated(&folder);
        annotated(&folder);
        let ran = folder.run("check doc.md --format short");
        assert_eq!(ran.code, 0, "{document}{}{}", ran.out, ran.err);
        assert!(ran.out.contains("2 codes, 2 entries"), "{}", ran.out);
        assert_eq!(folder.text("doc.md"), document);
    }
}

#[test]
fn a_title_that_is_no_heading_any_more_is_pointed_out_and_its_name_stays() {
    let folder = Folder::published("no-heading");
    let new = folder
        .text("error-codes.md")
        .replace("####   表2.", "**表2.");
    assert!(new.contains("**表2."), "{new}");
    folder.write("new.md", &new);
    let before = folder.text("annotations.md");
    folder.run("update new.md error-codes.md");
    let said = folder.run("check error-codes.md").out;
    let line = new
        .lines()
        .position(|line| line.starts_with("**表2."))
        .expect("a line")
        + 1;
    let expected = format!("line {line} of the document holds it, but is not a heading");
    assert!(said.contains(&expected), "{said}");
    let name = before.lines().find(|line| line.contains("| Console |"));
    assert!(folder.text("annotations.md").contains(name.expect("a row")));
}

#[test]
fn a_title_with_a_name_is_left_out_in_its_row() {
    let folder = Folder::published("named");
    let document = "# A\n\n<table><tr><td>GONE</td></tr></table>\n\n# B\n\n| Code | Status | Message |\n|-|-|-|\n| OTHER | 400 | other |\n";
    folder.write("doc.md", document);
    let annotations = "## Tables\n\n| Title | Name |\n|-|-|\n| A | A |\n| B | B |\n\n## Literal words\n\n| Word | Reason |\n|-|-|\n| * | English. |\n";
    folder.write("annotations.md", annotations);
    let said = folder.run("check doc.md").out;
    let way = "leave it out: write `-` in place of the name of `A` under \"## Tables\"";
    assert!(said.contains(way), "{said}");
    folder.write(
        "annotations.md",
        annotations.replace("| A | A |", "| A | - |"),
    );
    let said = folder.run("check doc.md").out;
    assert!(!said.contains("EC114"), "{said}");
}

#[test]
fn what_is_accepted_of_a_status_stays_accepted_where_the_code_had_another() {
    let folder = Folder::published("moved-status");
    let published = folder.text("error-codes.md");
    let row = published
        .lines()
        .find(|line| line.contains("| UNAVAILABLE"))
        .expect("a row");
    folder.write("new.md", published.replace(row, &row.replace("503", "530")));
    let ran = folder.run("update new.md error-codes.md");
    assert!(
        ran.out.contains("+ | EC302 | 530 |"),
        "{}{}",
        ran.out,
        ran.err
    );
    let text = folder.text("annotations.md");
    folder.write("annotations.md", text.replace("|  |\n", "| why |\n"));
    let said = folder.run("check error-codes.md --format short").out;
    assert!(
        said.contains("EC602") && !said.contains("EC501") && !said.contains("EC302"),
        "{said}"
    );
}

#[test]
fn no_program_writes_that_a_line_with_a_status_is_prose() {
    let folder = Folder::published("prose");
    let text = folder.text("error-codes.md");
    folder.write(
        "error-codes.md",
        text.clone() + "\n1. | GONE | 410 | 已删除 |\n\nGET | POST 之一\n",
    );
    let before = folder.text("annotations.md");
    folder.run("annotate error-codes.md --write");
    let after = folder.text("annotations.md");
    let written: Vec<&str> = after
        .lines()
        .filter(|line| !before.contains(line))
        .collect();
    assert!(
        written.iter().any(|line| line.contains("POST")),
        "{written:?}"
    );
    assert!(
        !written.iter().any(|line| line.contains("GONE")),
        "{written:?}"
    );
    let said = folder.run("check error-codes.md --format short").out;
    assert!(said.contains("EC119"), "{said}");
}

#[test]
fn no_command_writes_over_what_it_reads_or_over_what_is_no_file() {
    let folder = Folder::published("overwritten");
    let files = ["error-codes.md", "annotations.md", "catalogue.lock"];
    let before = files.map(|file| folder.text(file));
    for file in files {
        let ran = folder.run(&format!("generate error-codes.md --out {file}"));
        assert_eq!(ran.code, 2, "{file}: {}", ran.err);
    }
    for command in [
        "annotate --write error-codes.md --annotations error-codes.md",
        "check --fix error-codes.md --annotations error-codes.md",
        "update annotations.md error-codes.md",
        "update catalogue.lock error-codes.md",
        "generate error-codes.md --out .",
    ] {
        let ran = folder.run(command);
        assert_eq!(ran.code, 2, "{command}: {}{}", ran.out, ran.err);
    }
    assert_eq!(files.map(|file| folder.text(file)), before);
}

#[test]
fn no_two_corrections_that_are_written_are_about_one_place() {
    let head = "## Errors\n\n| Code | Status | Message |\n|---|---|---|\n";
    let annotations = "## Tables\n\n| Title | Name |\n|-|-|\n| Errors | Errors |\n\n\
                       ## Literal words\n\n| Word | Reason |\n|-|-|\n| x | text |\n";
    for (rows, is_mended) in [
        (
            "| A | 410 | x |\n\n| A | 410 | x |\n\n| B | 411 | x |\n",
            true,
        ),
        (
            "| A | 410 | x |\n    y\n| Code | Status | Message |\n|---|---|---|\n| B | 409 | x |\n",
            false,
        ),
    ] {
        let folder = Folder::empty("one place");
        folder.write("doc.md", format!("{head}{rows}"));
        folder.write("annotations.md", annotations);
        for _ in 0..3 {
            folder.run("check --fix --correct doc.md");
            let text = folder.text("annotations.md");
            folder.write("annotations.md", text.replace("|  |\n", "| why |\n"));
        }
        let said = folder.run("check doc.md --format short").out;
        assert!(!said.contains("EC510"), "{said}");
        assert_eq!(!said.contains("error["), is_mended, "{said}");
    }
}
