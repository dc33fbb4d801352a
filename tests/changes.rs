//! What changed between two documents is named, with the version that it needs.
#![cfg(feature = "generator")]

mod common;
#[path = "common/contract.rs"]
mod contract;

use apigateway_errors::generator::change;
use apigateway_errors::generator::contract::Contract;

use contract::{contract, read_as, told};

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
        "EC605 major [A 404] A stands under 404 as well, so that it has no single status and the \
         names of its messages get a `400` at the end",
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
            "EC603 major [A 400] A 400: no placeholder `x` any more: `{x} a` became `a {y} {z}`",
            "EC606 major [A 400] A 400: a new placeholder `y`, `z`: `{x} a` became `a {y} {z}`",
        ],
    );
    check(
        "a; {x} b",
        "a; b",
        &[
            "EC603 major [A 400] A 400: no placeholder `x` any more in message 2: `{x} b` became `b`",
        ],
    );
    check(
        "a",
        "a; b",
        &[
            "EC603 major [A 400] A 400: 1 message became 2 messages, whose variants of `Message` have \
             other names: `a` became `a; b`",
        ],
    );
    check(
        "a; b; c",
        "a; b",
        &["EC603 major [A 400] A 400: 1 message fewer, `c`"],
    );
    check(
        "a; b",
        "a; b; c; d",
        &["EC606 minor [A 400] A 400: 2 messages more, `c`, `d`"],
    );
    check("", "a", &["EC606 minor [A 400] A 400: 1 message more, `a`"]);
}

#[test]
fn a_value_that_stands_elsewhere_is_a_change_though_all_names_stay() {
    let row = |message: &str| format!("A|400|{message}||");
    let check = |old: &str, new: &str, expected: &[&str]| {
        assert_changes(&[("T", &row(old))], &[("T", &row(new))], expected);
    };
    check(
        "user {user} may not read {file}",
        "{file} was deleted by {user}",
        &[
            "EC615 major [A 400] A 400: values stand in the order `file`, `user`, before `user`, `file`: \
             `user {user} may not read {file}` became `{file} was deleted by {user}`",
        ],
    );
    check(
        "{a} {b} {a}",
        "{a} {b} {b}",
        &[
            "EC615 major [A 400] A 400: values stand in the order `a`, `b`, `b`, before `a`, `b`, `a`: \
             `{a} {b} {a}` became `{a} {b} {b}`",
        ],
    );
    // Other words around values with names do not put them elsewhere.
    check(
        "{user} may not read {file}",
        "{user} cannot read {file}",
        &[
            "EC607 patch [A 400] A 400: `{user} may not read {file}` became `{user} cannot read {file}`",
        ],
    );
    // Values that have only numbers have no meaning but their place.
    for (old, new) in [
        ("%s reads %s", "%s is read by %s"),
        ("{0} reads {1}", "{0} is read by {1}"),
    ] {
        let expected = format!(
            "EC615 major [A 400] A 400: values without names may stand for others: `{old}` became `{new}`"
        );
        check(old, new, &[&expected]);
    }
    check(
        "a %s",
        "b %s",
        &["EC607 patch [A 400] A 400: `a %s` became `b %s`"],
    );
}

#[test]
fn a_message_that_stands_elsewhere_is_a_change_though_all_are_there() {
    let row = |message: &str| format!("A|400|{message}||");
    let check = |old: &str, new: &str, expected: &str| {
        assert_changes(&[("T", &row(old))], &[("T", &row(new))], &[expected]);
    };
    check(
        "a; b",
        "b; a",
        "EC615 major [A 400] A 400: message 1 is now message 2, message 2 is now message 1: `a; b` became `b; a`",
    );
    check(
        "a; b",
        "a; c; b",
        "EC615 major [A 400] A 400: message 2 is now message 3: `a; b` became `a; c; b`",
    );
    // Messages that stand twice stay.
    check(
        "a; a; b",
        "a; a; c",
        "EC607 patch [A 400] A 400: `b` became `c` in message 3",
    );
    // What is between the messages is a part of the wording only.
    check(
        "a; b",
        "a;b",
        "EC607 patch [A 400] A 400: `a; b` became `a;b`",
    );
}

#[test]
fn a_placeholder_of_another_name_is_another_though_its_field_has_the_same() {
    let contracts =
        ["a {p-q}", "a {p_q}"].map(|message| contract(&[("T", &format!("A|400|{message}||"))]));
    let [old, new] = &contracts;
    let fields = |contract: &Contract| {
        let entries = contract.entries.values();
        entries
            .flat_map(|entry| entry.content.digest().fields)
            .collect::<Vec<_>>()
    };
    assert_eq!(fields(old), fields(new));
    let expected = [
        "EC603 major [A 400] A 400: no placeholder `p-q` any more: `a {p-q}` became `a {p_q}`",
        "EC606 major [A 400] A 400: a new placeholder `p_q`: `a {p-q}` became `a {p_q}`",
    ];
    assert_eq!(told(&change::changes(old, new)), expected);
}

#[test]
fn our_reading_changes() {
    let told = |old: &Contract, new: &Contract| told(&change::changes(old, new));
    let old = read_as("ABORTED", "never");
    assert_eq!(told(&old, &old.clone()), [""; 0]);
    for (new, what) in [
        (
            read_as("UNKNOWN", "never"),
            "gRPC `ABORTED` became `UNKNOWN`",
        ),
        (
            read_as("ABORTED", "after back-off"),
            "retry `never` became `after back-off`",
        ),
        (
            read_as("UNKNOWN", "after back-off"),
            "gRPC `ABORTED` became `UNKNOWN`, retry `never` became `after back-off`",
        ),
        (
            contract(&[("T", OLD)]),
            "gRPC `ABORTED` became (none), retry `never` became (none)",
        ),
    ] {
        let expected =
            ["A 400", "B 401"].map(|entry| format!("EC614 major [{entry}] {entry}: {what}"));
        assert_eq!(told(&old, &new), expected);
    }
    let judged = told(&contract(&[("T", OLD)]), &old);
    assert_eq!(
        judged[0],
        "EC614 minor [A 400] A 400: gRPC (none) became `ABORTED`, retry (none) became `never`"
    );
}

#[test]
fn wordings_change() {
    let change = |new: &str, expected: &[&str]| {
        assert_changes(&[("T", "A|400|a|b|")], &[("T", new)], expected);
    };
    let message = "EC607 patch [A 400] A 400: `a` became `c`";
    let solution = "EC607 patch [A 400] A 400: the solution `b` became `c`";
    change("A|400|c|b|", &[message]);
    change("A|400|a|c|", &[solution]);
    change("A|400|c|c|", &[message, solution]);
    change(
        "A|400|a||",
        &["EC607 patch [A 400] A 400: the solution `b` became (none)"],
    );
    let new = ["EC607 patch [A 400] A 400: the solution (none) became `b`"];
    assert_changes(&[("T", "A|400|a||")], &[("T", "A|400|a|b|")], &new);
    // Long texts are shown to their ends, where they may differ.
    let (old, new) = ("没".repeat(200), "没".repeat(200) + "有");
    let rows = [&old, &new].map(|message| format!("A|400|{message}||"));
    let expected = format!("EC607 patch [A 400] A 400: `{old}` became `{new}`");
    assert_changes(&[("T", &rows[0])], &[("T", &rows[1])], &[&expected]);
}

#[test]
fn tables_that_list_nothing_go_and_come() {
    let (mut old, new) = (contract(&[("T", OLD)]), contract(&[("T", OLD)]));
    old.tables.insert("Empty".to_owned());
    let gone = change::changes(&old, &new);
    assert_eq!(told(&gone), ["EC608 major [] `Table::Empty` is gone"]);
    let added = change::changes(&new, &old);
    assert_eq!(told(&added), ["EC612 minor [] `Table::Empty` is new"]);
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

#[test]
fn a_row_that_says_something_else_is_one_more_message() {
    let rows = [
        "A|400|a|s|",
        "A|400|a|s|/A|400|b||",
        "A|400|a|s|/A|400|b||/A|400|a; c||",
        "A|400|a|s|/A|400|b|t|/A|400|a; c||",
    ];
    let expected = [
        "EC603 major [A 400] A 400: 1 message became 2 messages, whose variants of `Message` have other names: \
         `a` became `a; b`",
        "EC606 minor [A 400] A 400: 1 message more, `c`",
        "EC607 patch [A 400] A 400: the solution (none) became `t`",
    ];
    for (pair, expected) in rows.windows(2).zip(expected) {
        assert_changes(&[("T", pair[0])], &[("T", pair[1])], &[expected]);
    }
    // Another solution for the same message, too.
    let more = "EC607 patch [A 400] A 400: 2 rows that say different things, for 1";
    let other = "A|400|a|s|/A|400|a|t|";
    assert_changes(&[("T", rows[0])], &[("T", other)], &[more]);
    // A row without a solution says what the first one says.
    assert_changes(&[("T", rows[0])], &[("T", "A|400|a|s|/A|400|a||")], &[]);
}
