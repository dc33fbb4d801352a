//! What is read, what is refused, and that one cause brings one finding.
#![cfg(feature = "generator")]

mod common;

use apigateway_errors::generator::Report;
use apigateway_errors::generator::edit::apply;
use apigateway_errors::generator::finding::{Edit, File};
use apigateway_errors::generator::lock::Lock;
use apigateway_errors::generator::source::Source;
use common::{fixtures, frozen, rendered, report};

const HEAD: &str = "| Code | Status | Message | Solution |\n|-|-|-|-|\n";
const ANNOTATIONS: &str = "## Tables\n\n| Title | Name |\n|-|-|\n| A | A |\n\n## Literal words\n\n\
                           | Word | Reason |\n|-|-|\n| * | English |\n";

/// Checks rows under a title that has a name; that nobody has judged them does not count.
fn check(document: &str) -> Report {
    check_with(document, "")
}

fn check_with(document: &str, more: &str) -> Report {
    let annotations = format!("{ANNOTATIONS}\n{more}");
    let mut report = report(document.as_bytes(), annotations.as_bytes());
    report
        .findings
        .retain(|finding| finding.check.id != "EC507");
    report
}

fn ids(report: &Report) -> Vec<&'static str> {
    report
        .findings
        .iter()
        .map(|finding| finding.check.id)
        .collect()
}

/// The message and the solution of the only entry.
fn only_entry(report: &Report) -> (String, String) {
    let catalogue = report
        .catalogue()
        .unwrap_or_else(|| panic!("{}", rendered(report)));
    let entry = &catalogue.entries[0];
    (
        entry.texts[0].message.clone(),
        entry.texts[0].solution.clone().unwrap_or_default(),
    )
}

#[test]
fn text_right_above_or_below_a_table_is_named() {
    let document = "# A\n\nErrors:\nCode | Status | Message\n-|-|-\nNOT_FOUND | 404 | the mes\nsage goes on\nGONE\n";
    let report = check(document);
    assert_eq!(ids(&report), ["EC107"]);
    // Once it is mended, what comes in its place is named.
    let mended = apply(document, &report.findings[0].help[0].edits);
    assert_eq!(ids(&check(&mended)), ["EC107"]);
}

#[test]
fn a_table_that_github_does_not_show_is_not_read_without_a_word() {
    let table = "Code | Status | Message\n-|-|-\nNOT_FOUND | 404 | gone\n";
    for above in [
        "- item\n",
        "> quote\n",
        "[^1]: note\n\nSee[^1].\n\n[^2]: note\n",
        "a -|-|- b\n",
    ] {
        let report = check(&format!("# A\n\n{above}{table}"));
        assert!(
            report.catalogue().is_none(),
            "{above}\n{}",
            rendered(&report)
        );
        assert!(
            ids(&report).iter().all(|id| id.starts_with("EC1")),
            "{above}\n{}",
            rendered(&report)
        );
    }
}

#[test]
fn a_decision_about_one_table_does_not_cover_another() {
    let other = "| Word | Meaning |\n|-|-|\n| x | y |\n";
    let document = format!(
        "# A\n\n{HEAD}| GONE | 410 | gone | |\n| LOST | 404 | lost | x |\n\n# B\n\n{other}\n# C\n\n{other}\n<table></table>\n"
    );
    let annotations = ANNOTATIONS.replace("| A | A |", "| A | A |\n| B | - |");
    let report = report(document.as_bytes(), annotations.as_bytes());
    let found: Vec<&str> = ids(&report)
        .into_iter()
        .filter(|id| *id != "EC507")
        .collect();
    assert_eq!(found, ["EC109", "EC114"], "{}", rendered(&report));
    assert_eq!(report.counts.left_out, 1);
}

#[test]
fn a_document_without_a_code_never_passes() {
    let annotations = ANNOTATIONS
        .replace("| A | A |", "| A | - |")
        .replace("| * | English |\n", "");
    let document = format!("# A\n\n{HEAD}| GONE | 410 | gone | |\n");
    let report = report(document.as_bytes(), annotations.as_bytes());
    assert_eq!(ids(&report), ["EC122"]);
    let accepted = "\n## Accepted findings\n\n| Check | Subject | Reason |\n|-|-|-|\n\
                    | EC122 | A / Code Status Message Solution | Old ones. |\n";
    let annotations = annotations + accepted;
    let report = common::report(document.as_bytes(), annotations.as_bytes());
    assert_eq!(ids(&report), ["EC505"], "{}", rendered(&report));
    assert!(report.catalogue().is_none());
}

#[test]
fn a_correction_hides_nothing_of_what_is_wrong_with_the_bytes() {
    let document = format!("\u{feff}# A\n\n{HEAD}| GONE | 410 | gnoe | |\n").into_bytes();
    let more =
        "\n## Corrections\n\n| Text | Instead | Reason |\n|-|-|-|\n| gnoe | gone | A misprint. |\n";
    let annotations = format!("{ANNOTATIONS}{more}");
    let bytes = [&document[..], b"\nThe end \xE9\n"].concat();
    let report = report(&bytes, annotations.as_bytes());
    let report = rendered(&report);
    for line in ["1:1: warning[EC112]", "7:9: error[EC112]"] {
        assert!(report.contains(line), "{line} in {report}");
    }
}

#[test]
fn a_semicolon_with_nothing_behind_it_is_a_part_of_the_message() {
    for message in ["gone；", "gone;", "；"] {
        let report = check(&format!(
            "# A\n\n{HEAD}| GONE | 410 | {message} | x |\n| LOST | 404 | word | x |\n"
        ));
        assert_eq!(only_entry(&report).0, message);
        let catalogue = report.catalogue().expect("sound");
        assert_eq!(catalogue.entries[0].messages.len(), 1, "{message}");
    }
}

#[test]
fn a_link_is_its_text_and_other_markup_is_named() {
    let row = |message: &str| {
        check(&format!(
            "# A\n\n{HEAD}| GONE | 410 | {message} | x |\n\n[^1]: note\n"
        ))
    };
    let link = row("see [the docs](https://example.org) or <https://example.org/x>");
    assert_eq!(only_entry(&link).0, "see the docs or https://example.org/x");
    for message in [
        "gone[^1]",
        "~~gone~~",
        "~gone~",
        "1~2 or 3~4",
        "![gone](x.png)",
        "$x$",
        "<b>gone</b>",
        "gone<!-- x -->",
    ] {
        assert_eq!(ids(&row(message)), ["EC405"], "{message}");
    }
    for message in [
        "`~~gone~~`",
        "1~2",
        r"\~gone\~",
        "${a}${b}",
        "costs $5",
        "<name>",
        "a<br>b",
    ] {
        let report = row(message);
        assert!(
            !ids(&report).contains(&"EC405"),
            "{message}\n{}",
            rendered(&report)
        );
    }
}

#[test]
fn front_matter_is_neither_a_heading_nor_a_table() {
    let table = format!("{HEAD}| GONE | 410 | gone | x |\n");
    let report = check(&format!("---\ntitle: Errors\n---\n\n# A\n\n{table}"));
    assert_eq!(ids(&report), [""; 0], "{}", rendered(&report));
    assert_eq!(report.document.headings.len(), 1);
    let right_below = report.document.headings[0].text.clone();
    assert_eq!(right_below, "A");
    for above in ["# A\n\n", "---\n\n# A\n\n"] {
        let report = check(&format!("{above}{table}\n---\n"));
        assert_eq!(ids(&report), [""; 0], "{}", rendered(&report));
        only_entry(&report);
    }
}

#[test]
fn no_edit_makes_up_a_code_a_status_or_a_name() {
    let row = |row: &str| {
        check(&format!(
            "# A\n\n{HEAD}{row}\n| LOST | 404 | lost | look |\n"
        ))
    };
    for text in [
        "| N/A | 404 | x | y |",
        "| 200 | OK | x | y |",
        "| GONE / LOST2 | 410 | x | y |",
    ] {
        let report = row(text);
        assert_eq!(report.findings.len(), 1, "{text}\n{}", rendered(&report));
        assert!(
            report.findings[0]
                .help
                .iter()
                .all(|help| help.edits.is_empty()),
            "{text}"
        );
    }
    let header = "| Code | Status | Remark | Solution |\n|-|-|-|-|\n| GONE | 410 | gone | x |\n";
    let report = check(&format!("# A\n\n{header}"));
    assert_eq!(ids(&report), ["EC109"]);
    assert!(
        report.findings[0]
            .help
            .iter()
            .all(|help| help.edits.is_empty())
    );
}

#[test]
fn a_mend_of_a_short_row_or_a_missing_delimiter_row_mends() {
    let head = "| Code | Status | Message |\n|-|-|-|\n";
    for document in [
        format!("# A\n\n{HEAD}| X | 404 | x \\|\n| Y | 404 | y | z |\n"),
        format!("# A\n\n{head}| Y | 400 | y |\n| X | 404 |"),
        "# A\n\n| Code | Status | Message |".to_owned(),
    ] {
        let before = check(&document);
        let edits: Vec<Edit> = before.findings[0]
            .help
            .iter()
            .flat_map(|help| help.edits.clone())
            .collect();
        assert!(!edits.is_empty(), "{}", rendered(&before));
        let after = check(&apply(&document, &edits));
        assert!(
            !ids(&after).contains(&ids(&before)[0]),
            "{}",
            rendered(&after)
        );
    }
}

#[test]
fn all_edits_of_a_document_may_be_carried_out_at_once() {
    let mut tried = 0;
    for fixture in fixtures().iter().filter(|fixture| fixture.fires()) {
        let before = fixture.report();
        let found = before
            .findings
            .iter()
            .filter(|finding| finding.file == File::Document);
        let with_edits: Vec<_> = found
            .filter_map(|finding| {
                let help = finding.help.iter().find(|help| !help.edits.is_empty())?;
                Some((finding, help.edits.clone()))
            })
            .collect();
        if with_edits.len() < 2 {
            continue;
        }
        let edits: Vec<Edit> = with_edits
            .iter()
            .flat_map(|(_, edits)| edits.clone())
            .collect();
        let text = apply(before.document.source.text(), &edits);
        let after = report(text.as_bytes(), &fixture.annotations);
        for (finding, _) in with_edits {
            let left = after.findings.iter().find(|other| {
                other.check.id == finding.check.id && other.message == finding.message
            });
            assert!(
                left.is_none(),
                "{}\n{}\n{}",
                fixture.title(),
                before.render(finding),
                rendered(&after)
            );
        }
        tried += 1;
    }
    assert!(tried > 3, "{tried}");
}

#[test]
fn one_cause_in_the_published_document_is_one_finding() {
    let (document, annotations, lock) = frozen();
    let with_lock = |document: &str| {
        let lock = Lock::read(Source::new("spec/catalogue.lock", lock.as_bytes()));
        report(document.as_bytes(), annotations.as_bytes()).against(lock)
    };
    let without_lock = |document: &str| report(document.as_bytes(), annotations.as_bytes());
    let row = "| UNAVAILABLE   | 503 |  服务不可用  |      |\n";
    let header = "|  错误码  |   HTTP状态码  |  错误信息  |  解决方案   |\n";
    for (old, new, locked, unlocked) in [
        // A row that is dropped, a status that is misprinted, a column that is added, a title that is renamed.
        (row.to_owned(), String::new(), "EC601", "EC508"),
        (row.to_owned(), row.replace("503", "530"), "EC602", "EC302"),
        (row.to_owned(), row.replace("503", "502"), "EC602", "EC508"),
        (
            format!("{header}|-|-|-|-|\n| ARG"),
            "|  错误码  |   HTTP状态码  |  错误信息  |  解决方案   | 备注 |\n|-|-|-|-|-|\n| ARG"
                .to_owned(),
            "EC105",
            "EC105",
        ),
        (
            "通用错误码".to_owned(),
            "公共错误码".to_owned(),
            "EC504",
            "EC504",
        ),
        (
            "控制台错误码".to_owned(),
            "控制台的错误码".to_owned(),
            "EC504",
            "EC504",
        ),
    ] {
        assert_eq!(document.matches(&old).count(), 1, "{old}");
        let edited = document.replace(&old, &new);
        let report = with_lock(&edited);
        assert_eq!(ids(&report), [locked], "{}", rendered(&report));
        let report = without_lock(&edited);
        assert_eq!(ids(&report), [unlocked], "{}", rendered(&report));
    }
}

#[test]
fn a_word_that_a_pipe_has_cut_off_is_not_asked_about() {
    let (document, annotations, _) = frozen();
    let edited = document.replace("找不到 resource   |", "找不到 resource | somewhere |");
    let report = report(edited.as_bytes(), annotations.as_bytes());
    assert_eq!(ids(&report), ["EC104"], "{}", rendered(&report));
}

#[test]
fn a_merge_that_is_not_resolved_is_all_that_is_found() {
    let document = format!(
        "# A\n\n{HEAD}<<<<<<< HEAD\n| GONE | 410 | gone | x |\n=======\n| GONE | 410 | away | x |\n>>>>>>> next\n"
    );
    assert_eq!(ids(&check(&document)), ["EC120"]);
}

#[test]
fn a_row_that_is_broken_over_two_lines_is_one_finding() {
    for rest in ["it is gone | x |", "it is gone | x", "it is gone"] {
        let row = match rest.contains('|') {
            true => format!("| GONE | 410 | because\n{rest}\n"),
            false => format!(
                "| GONE | 410 | because | x {}\n| LOST | 404 | because\n{rest} | y |\n",
                ""
            ),
        };
        let report = check(&format!("# A\n\n{HEAD}{row}\n"));
        assert_eq!(ids(&report), ["EC105"], "{}", rendered(&report));
        assert!(report.findings[0].message.contains("broken over two lines"));
    }
}

#[test]
fn a_space_of_another_kind_is_visible_where_text_is_quoted() {
    let report = check(&format!("# A\n\n{HEAD}| GO\u{A0}NE/X | 410 | gone | x |\n"));
    let text = rendered(&report);
    assert!(text.contains(r"U+00A0"), "{text}");
    let report = check("# A\u{3000}B\n\n| Code | Status |\n|-|-|\n");
    assert!(
        rendered(&report).contains(r"`A\u{3000}B`"),
        "{}",
        rendered(&report)
    );
}

#[test]
fn a_line_with_a_pipe_is_prose_only_once_somebody_has_said_so() {
    let document = format!("# A\n\n{HEAD}| GONE | 410 | gone | x |\n\nFilter by GET | POST.\n");
    assert_eq!(ids(&check(&document)), ["EC119"]);
    let accept = |subject: &str| {
        format!(
            "## Accepted findings\n\n| Check | Subject | Reason |\n|-|-|-|\n| EC119 | {subject} | Prose. |\n"
        )
    };
    let report = check_with(&document, &accept(r"A Filter by GET \| POST."));
    assert_eq!(ids(&report), [""; 0], "{}", rendered(&report));
    // Another line is another finding.
    let report = check_with(
        &document.replace("POST", "PUT"),
        &accept(r"A Filter by GET \| POST."),
    );
    assert_eq!(ids(&report), ["EC119"], "{}", rendered(&report));
}

#[test]
fn what_a_column_holds_may_be_decided() {
    let document =
        "# A\n\n| Name | Number | Message | Remark |\n|-|-|-|-|\n| GONE | 410 | gone | x |\n";
    assert_eq!(ids(&check(document)), ["EC109"]);
    let columns = "## Columns\n\n| Header | Meaning |\n|-|-|\n| Name | code |\n| Number | status |\n| Remark | - |\n";
    let report = check_with(document, columns);
    assert_eq!(ids(&report), [""; 0], "{}", rendered(&report));
    assert_eq!(only_entry(&report), ("gone".to_owned(), String::new()));
}

/// Documents that hide a row from one reader or the other, each with the findings that name it. `T` is a sound table.
#[test]
fn what_hides_a_row_is_named() {
    let sound = format!("# A\n\n{HEAD}| A1 | 404 | one | x |\n");
    let lost = format!("{HEAD}| LOST | 500 | lost | x |\n");
    let fence = "```";
    let left_out = "| Params | - |";
    for (document, rows, expected) in [
        // A tab behind a closing fence closes it to some readers only.
        (
            format!("{sound}\n{fence}\nx\n{fence}\t\n\n# B\n\n{lost}\n{fence}\nx\n{fence}\n"),
            "",
            "EC119",
        ),
        // The last line of an unclosed fence only looks like a fence.
        (
            format!("{sound}\n{fence}\nx\n\n{lost}\n    {fence}\n"),
            "",
            "EC110",
        ),
        (
            format!("{sound}\n{fence}\nx\n\n{lost}\n> {fence}\n"),
            "",
            "EC110",
        ),
        // What seems to be front matter.
        (
            format!("---\n# B\n\n{lost}\ntext\n\n---\n\n{sound}"),
            "",
            "EC119",
        ),
        // A title that is left out does not cover another one that has come in its place.
        (format!("{sound}\n# Errors\n\n{lost}"), left_out, "EC504"),
        // Nor what stands under something that only some take for a heading.
        (
            format!("{sound}\n# Params\n\nErrors | Codes\n---\n\n{lost}"),
            left_out,
            "EC119",
        ),
        (
            format!("{sound}\n# Params\n\n<h2>Errors</h2>\n\n{lost}"),
            left_out,
            "EC122",
        ),
        (
            format!("{sound}\n# Params\n\n> # Errors\n\n{lost}"),
            left_out,
            "EC122",
        ),
        (
            format!("{sound}\n# Params\n\n**Errors**\n\n{lost}"),
            left_out,
            "EC122",
        ),
        // A blank title is none.
        (format!("x | y\n\n{sound}"), "|  | - |", "EC119"),
        // An HTML table behind a comment.
        (
            format!("{sound}\n<!-- codes --><table>\n<tr><td>LOST</td></tr>\n</table>\n"),
            "",
            "EC114",
        ),
        (
            format!("{sound}\n<!-- codes\n--><table></table>\n"),
            "",
            "EC114",
        ),
        // Characters that are drawn like a pipe.
        (
            format!("{sound}\n丨 LOST 丨 500 丨 lost 丨 x 丨\n"),
            "",
            "EC113",
        ),
        (
            format!("{sound}\n︱ LOST ︱ 500 ︱ lost ︱ x ︱\n"),
            "",
            "EC113",
        ),
        // The first line of a file.
        (
            "Code | Status | Message\n-|-|-\t\nX | 404 | y\n".to_owned(),
            "",
            "EC103",
        ),
        (
            "\tCode | Status | Message\n-|-|-\nX | 404 | y\n".to_owned(),
            "",
            "EC119",
        ),
    ] {
        let annotations = ANNOTATIONS.replace("| A | A |", &format!("| A | A |\n{rows}"));
        let report = report(document.as_bytes(), annotations.as_bytes());
        let found = ids(&report);
        assert!(
            found.contains(&expected),
            "{expected} {found:?}\n{document}"
        );
        assert!(report.catalogue().is_none(), "{document}");
    }
}

#[test]
fn accepting_one_finding_silences_no_row_that_it_does_not_name() {
    let sound = format!("# A\n\n{HEAD}| A1 | 404 | one | x |\n");
    let accept = |rows: &str| {
        format!("## Accepted findings\n\n| Check | Subject | Reason |\n|-|-|-|\n{rows}")
    };
    // Lines below a header that is accepted as prose.
    let document =
        format!("{sound}\n| Code | Status | Message | ｜ |\n\n|-|-|-|-|\n| LOST | 500 | x | y |\n");
    let report = check_with(
        &document,
        &accept("| EC113 | A \\| Code \\| Status \\| Message \\| ｜ \\| | x |\n"),
    );
    assert!(report.catalogue().is_none(), "{}", rendered(&report));
    // A row of a table.
    let document = format!("{sound}| A2 | 404 ｜ two | y |\n");
    let report = check_with(
        &document,
        &accept("| EC113 | A \\| A2 \\| 404 ｜ two \\| y \\| | x |\n"),
    );
    assert!(ids(&report).contains(&"EC105"), "{}", rendered(&report));
    // The same line under another title.
    let document = format!("{sound}\n- a | b\n\n# B\n\n- a | b\n");
    let report = check_with(&document, &accept("| EC119 | A - a \\| b | x |\n"));
    assert_eq!(ids(&report), ["EC119"], "{}", rendered(&report));
}

#[test]
fn line_ends_of_an_old_system_are_all_that_is_found() {
    let rows = "| GONE | 410 | gone | |\r".repeat(80);
    let report = check(&format!("# A\r\r{}{rows}", HEAD.replace('\n', "\r")));
    assert_eq!(ids(&report), ["EC112"], "{}", rendered(&report));
}
