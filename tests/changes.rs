//! What changed between two documents is named, with the version that it needs.
#![cfg(feature = "generator")]

mod common;

use apigateway_errors::generator::change::{self, Change};
use apigateway_errors::generator::contract::Contract;
use apigateway_errors::generator::lock::Lock;
use apigateway_errors::generator::source::Source;

const ANNOTATIONS: &str = "## Tables\n\n| Title | Name |\n|-|-|\n| T | T |\n| U | U |\n\n\
    ## Literal words\n\n| Word | Reason |\n|-|-|\n| \\* | x |\n";

/// What a document of these tables promises: its rows are separated by `/`, and their cells by `|`.
fn contract(tables: &[(&str, &str)]) -> Contract {
    let mut document = String::from("# Codes\n\n");
    for (title, rows) in tables {
        document += &format!("## {title}\n\n| Code | Status | Message | Solution |\n|-|-|-|-|\n");
        for row in rows.split('/') {
            document += &format!("|{row}\n");
        }
        document += "\n";
    }
    let report = common::report(document.as_bytes(), ANNOTATIONS.as_bytes());
    let catalogue = report.draft();
    Contract::of(&catalogue.unwrap_or_else(|| panic!("{}", common::rendered(&report))))
}

fn told(changes: &[Change]) -> Vec<String> {
    let told = |change: &Change| {
        let entries: Vec<String> = change
            .entries
            .iter()
            .map(|(code, status)| format!("{code} {status}"))
            .collect();
        let (id, bump, message) = (change.check.id, change.bump, &change.message);
        format!("{id} {bump} [{}] {message}", entries.join(", "))
    };
    changes.iter().map(told).collect()
}

#[track_caller]
fn assert_changes(old: &[(&str, &str)], new: &[(&str, &str)], expected: &[&str]) {
    let changes = change::changes(&contract(old), &contract(new));
    assert_eq!(told(&changes), expected);
}

const OLD: &str = "A|400|a||/B|401|b||";

#[test]
fn nothing_changes_where_nothing_matters() {
    assert_changes(&[("T", OLD)], &[("T", "B|401| b ||/A|400|a||")], &[]);
    assert_eq!(change::bump(&[]), None);
}

#[test]
fn codes_go_come_and_are_renamed() {
    let gone = ["EC601 major [B 401] B under 401 is gone"];
    assert_changes(&[("T", OLD)], &[("T", "A|400|a||")], &gone);
    let new = ["EC604 minor [B 401] B under 401 is new"];
    assert_changes(&[("T", "A|400|a||")], &[("T", OLD)], &new);
    let renamed = [
        "EC609 major [C 401] B is gone, and C is new with the same status and text: probably renamed",
    ];
    assert_changes(&[("T", OLD)], &[("T", "A|400|a||/C|401|b||")], &renamed);
    // Two partners are none.
    let two = [
        "EC601 major [B 401] B under 401 is gone",
        "EC604 minor [C 401] C under 401 is new",
        "EC604 minor [D 401] D under 401 is new",
    ];
    let rows = "A|400|a||/C|401|b||/D|401|b||";
    assert_changes(&[("T", OLD)], &[("T", rows)], &two);
}

#[test]
fn statuses_go_come_and_are_exchanged() {
    let (one, two) = ("A|400|a||", "A|400|a||/A|404|b||");
    let second = [
        "EC605 major [A 404] A stands under 404 as well, so that it has no single status and \
         `Message::A` becomes `Message::A400`",
    ];
    assert_changes(&[("T", one)], &[("T", two)], &second);
    let third = "A|400|a||/A|404|b||/A|409|c||";
    let as_well = ["EC605 minor [A 409] A stands under 409 as well"];
    assert_changes(&[("T", two)], &[("T", third)], &as_well);
    let lost = ["EC602 major [A 404] A stands no longer under 404"];
    assert_changes(&[("T", two)], &[("T", one)], &lost);
    let exchanged = ["EC602 major [A 409] A stands under 409, no longer under 400"];
    assert_changes(&[("T", one)], &[("T", "A|409|a||")], &exchanged);
}

#[test]
fn placeholders_and_messages_go_and_come() {
    let row = |message: &str| format!("A|400|{message}||");
    let check = |old: &str, new: &str, expected: &[&str]| {
        assert_changes(&[("T", &row(old))], &[("T", &row(new))], expected);
    };
    check(
        "{x} a",
        "a {y} {z}",
        &[
            "EC603 major [A 400] A 400: no placeholder `x` any more",
            "EC606 major [A 400] A 400: a new placeholder `y`, `z`",
        ],
    );
    check(
        "a; {x} b",
        "a; b",
        &["EC603 major [A 400] A 400: no placeholder `x` any more in message 2"],
    );
    check(
        "a",
        "a; b",
        &[
            "EC603 major [A 400] A 400: 1 message became 2 messages, whose variants of `Message` have \
             other names",
        ],
    );
    check(
        "a; b; c",
        "a; b",
        &["EC603 major [A 400] A 400: 1 message fewer"],
    );
    check(
        "a; b",
        "a; b; c; d",
        &["EC606 minor [A 400] A 400: 2 messages more"],
    );
    check("", "a", &["EC606 minor [A 400] A 400: 1 message more"]);
}

#[test]
fn a_lock_says_what_the_contract_says() {
    let rows = "A|400|%s a;b %s %d||/B|400|||/B|500|b|c|";
    let contract = contract(&[("T", rows), ("U", "A|400|%s a;b %s %d||")]);
    let text = Lock::first(&contract);
    let lock = Lock::read(Source::new("lock", text.as_bytes()));
    assert!(lock.is_sound() && text.contains(" - "), "{text}");
    assert_eq!(lock.published, contract);
    assert_eq!(lock.retired, Contract::default());
    assert_eq!(lock.renewed(&contract), text);
}

#[test]
fn wordings_change() {
    let change = |new: &str, expected: &str| {
        assert_changes(&[("T", "A|400|a|b|")], &[("T", new)], &[expected]);
    };
    change("A|400|c|b|", "EC607 patch [A 400] A 400: `a` became `c`");
    change("A|400|a|c|", "EC607 patch [A 400] A 400: another solution");
    // A lock keeps only hashes.
    let (mut old, new) = (
        contract(&[("T", "A|400|a|b|")]),
        contract(&[("T", "A|400|c|b|")]),
    );
    for promise in old.entries.values_mut() {
        promise.wording.message = None;
    }
    let expected = ["EC607 patch [A 400] A 400: another message or solution"];
    assert_eq!(told(&change::changes(&old, &new)), expected);
}

#[test]
fn tables_go_come_and_are_renamed_and_entries_move() {
    let rows = "A|400|a||/B|401|b||/C|402|c||";
    let renamed = ["EC608 major [A 400] `Table::T` is gone, and `Table::U` lists its codes"];
    assert_changes(&[("T", rows)], &[("U", rows)], &renamed);
    // Half of the codes are too few.
    let gone = [
        "EC601 major [B 401] B under 401 is gone",
        "EC608 major [A 400] `Table::T` is gone",
        "EC612 minor [A 400] `Table::U` is new",
    ];
    assert_changes(&[("T", OLD)], &[("U", "A|400|a||")], &gone);
    let moved = [
        "EC612 minor [B 401] `Table::U` is new",
        "EC613 minor [B 401] B 401: now in U, before in T",
    ];
    let new = [("T", "A|400|a||"), ("U", "B|401|b||")];
    assert_changes(&[("T", OLD)], &new, &moved);
}

#[test]
fn a_retired_code_comes_back_only_as_it_was() {
    let retired = contract(&[("T", "A|400|a||")]);
    assert!(change::reused(&retired, &contract(&[("U", OLD)])).is_empty());
    for rows in ["A|404|a||", "A|400|b||", "A|400|{a}||"] {
        let changes = change::reused(&retired, &contract(&[("T", rows)]));
        let message = "A was retired, when it stood under 400 with other text or placeholders, and \
                       comes back as something else";
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].message, message, "{rows}");
        assert_eq!(change::bump(&changes), Some(change::Bump::Major));
    }
}
