//! What changed between two documents is named, with the version that it needs.
#![cfg(feature = "generator")]

mod common;
#[path = "common/random.rs"]
mod random;

use apigateway_errors::generator::change::{self, Change};
use apigateway_errors::generator::contract::{Content, Contract, Promise, Reading, Text};
use apigateway_errors::generator::lock::Lock;
use apigateway_errors::generator::source::Source;
use proptest::prelude::*;

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

/// The contract with a reading of each entry.
fn read_as(grpc: &str, retry: &str) -> Contract {
    let mut contract = contract(&[("T", OLD)]);
    for promise in contract.entries.values_mut() {
        let Content::Whole { reading, .. } = &mut promise.content else {
            panic!("{promise:?}")
        };
        *reading = Some(Reading {
            grpc: grpc.to_owned(),
            retry: retry.to_owned(),
        });
    }
    contract
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
            "no reading any more, which was gRPC `ABORTED`, retry `never`",
        ),
    ] {
        let expected =
            ["A 400", "B 401"].map(|entry| format!("EC614 major [{entry}] {entry}: {what}"));
        assert_eq!(told(&old, &new), expected);
    }
    let judged = told(&contract(&[("T", OLD)]), &old);
    assert_eq!(
        judged[0],
        "EC614 minor [A 400] A 400: a reading, gRPC `ABORTED`, retry `never`"
    );
}

fn read(text: &str) -> Lock {
    Lock::read(Source::new("lock", text.as_bytes()))
}

#[test]
fn a_lock_says_what_the_contract_says() {
    let rows = "A|400|%s a;b %s %d||/B|400|||/B|500|b|c|";
    let mut contract = contract(&[("T", rows), ("U", "A|400|%s a;b %s %d||")]);
    contract.tables.insert("Empty".to_owned());
    let text = Lock::first(&contract);
    let lock = read(&text);
    assert!(lock.is_sound(), "{text}");
    assert_eq!(lock.published, contract);
    assert_eq!(lock.retired, Contract::default());
    assert_eq!(lock.renewed(&contract), text);
    let expected = "\
table Empty
table T
table U

entry A 400
  tables T U
  message \"%s a;b %s %d\" (arg1) (arg1,arg2)

entry B 400
  tables T
  message \"\"

entry B 500
  tables T
  message \"b\" ()
  solution \"c\"

end
";
    let (_, body) = text.split_once("\n\n").expect("a header");
    assert_eq!(body, expected);
}

#[test]
fn codes_of_any_shape_and_entries_with_several_texts_can_be_locked() {
    let texts = ["a \"b\" \\", "\u{1b}[31m\u{202e} 没有\u{200b} {x}", ""];
    let texts = texts.map(|message| Text {
        message: message.to_owned(),
        placeholders: vec![vec!["x".to_owned()]],
        solution: (!message.is_empty()).then(|| message.to_owned()),
    });
    let codes = [
        "Request Timeout",
        "a.b",
        "10001",
        "-1021",
        "a|b",
        "没有",
        "\"",
        "\\u{41}",
        "#",
        "end",
        "entry A 400",
        "",
        " ",
    ];
    let promise = |table: &str| Promise {
        tables: [table, "T"].map(str::to_owned).into(),
        content: Content::Whole {
            texts: texts.to_vec(),
            reading: None,
        },
    };
    let contract = Contract {
        tables: ["T", "错误 码", "404"].map(str::to_owned).into(),
        entries: codes
            .map(|code| ((code.to_owned(), 404), promise(code)))
            .into(),
    };
    let text = Lock::first(&contract);
    let lock = read(&text);
    assert!(lock.is_sound(), "{text}");
    assert_eq!(lock.published, contract, "{text}");
    assert!(text.contains("\nentry \"Request Timeout\" 404\n"), "{text}");
    assert!(
        !text.contains(['\u{1b}', '\u{202e}', '\u{200b}']),
        "{text:?}"
    );
}

#[test]
fn a_lock_that_is_cut_short_is_not_sound() {
    let text = Lock::first(&contract(&[("T", "A|400|a|b|/B|401|没有 {x}||")]));
    assert!(read(&text).is_sound());
    // Only the end of the last line may be missing.
    for (end, _) in text.trim_end().char_indices() {
        assert!(!read(&text[..end]).is_sound(), "{}", &text[..end]);
    }
}

#[test]
fn a_lock_that_says_something_twice_or_unclearly_is_not_sound() {
    let text = Lock::first(&read_as("ABORTED", "never"));
    assert!(read(&text).is_sound());
    let broken = |from: &str, to: &str| {
        let broken = text.replacen(from, to, 1);
        assert_ne!(broken, text, "{from}");
        assert!(!read(&broken).is_sound(), "{broken}");
    };
    for line in ["table T", "  tables T", "  handling ABORTED never"] {
        broken(line, &format!("{line}\n{line}"));
    }
    broken("entry B 401", "entry A 400");
    broken("entry B 401", "retired A 400");
    broken("entry B 401", "entry B");
    broken("entry B 401", "entry B 99999");
    broken("  handling ABORTED never", "  handling ABORTED");
    broken("  message \"a\" ()", "  message \"a");
    broken("  message \"a\" ()", "  message \"a\" (");
    broken("  message \"a\" ()", "  message \"\\x\" ()");
    broken("  message \"a\" ()", "  solution \"a\"");
    broken("  message \"a\" ()", "  digest 0123 ()");
    broken(
        "  message \"a\" ()",
        "  message \"a\" ()\n  digest 0123456789abcdef ()",
    );
    broken("\nend\n", "\nend\nentry C 400\n");
    broken("lock 2", "lock 3");
}

const OLD_LOCK: &str = "# apigateway-errors lock 1: code, status, tables, placeholders, wording. \
    Renewed by `apigateway-errors lock`.\n\
    A 400 T,U (arg1)(arg1,arg2) 0000000000000001\n\
    B 401 T - 0000000000000002\n\
    GONE 410 U () 0000000000000003 retired\n";

#[test]
fn a_lock_of_0_1_0_is_read_and_what_it_does_not_hold_is_no_change() {
    let rows = "A|400|{b} a {a}|s|";
    let mut new = contract(&[("T", rows)]);
    let digest = new
        .entries
        .values()
        .next()
        .expect("an entry")
        .content
        .digest();
    assert_eq!(digest.fields, [["b", "a"]]);
    let text = OLD_LOCK.lines().next().expect("a line").to_owned()
        + &format!("\nA 400 T (b,a) {:016x}\n", digest.hash);
    let old = read(&text);
    assert!(old.is_sound());
    // It knows neither readings nor tables that list nothing.
    new.tables.insert("Empty".to_owned());
    let Content::Whole { reading, .. } =
        &mut new.entries.values_mut().next().expect("an entry").content
    else {
        panic!("{new:?}")
    };
    *reading = Some(Reading {
        grpc: "ABORTED".to_owned(),
        retry: "never".to_owned(),
    });
    assert_eq!(told(&change::changes(&old.published, &new)), [""; 0]);
    assert_eq!(told(&change::changes(&new, &old.published)), [""; 0]);
    let renewed = old.renewed(&new);
    assert_eq!(read(&renewed).published, new);
    assert_eq!(renewed, Lock::first(&new));
    // What it does hold is compared.
    for (rows, expected) in [
        (
            "A|400|{b} b {a}|s|",
            "EC607 patch [A 400] A 400: another message or solution",
        ),
        (
            "A|400|{a} a {b}|s|",
            "EC615 major [A 400] A 400: values stand in the order `a`, `b`, before `b`, `a`",
        ),
        (
            "A|400|{b} a|s|",
            "EC603 major [A 400] A 400: no placeholder `a` any more",
        ),
    ] {
        let changes = change::changes(&old.published, &contract(&[("T", rows)]));
        assert_eq!(told(&changes), [expected]);
    }
}

#[test]
fn what_a_lock_of_0_1_0_has_retired_stays_retired() {
    let old = read(OLD_LOCK);
    assert!(old.is_sound());
    assert_eq!(
        old.published.codes().into_iter().collect::<Vec<_>>(),
        ["A", "B"]
    );
    let text = old.renewed(&contract(&[("T", "A|400|a||")]));
    let renewed = read(&text);
    assert!(renewed.is_sound(), "{text}");
    let retired = |lock: &Lock| lock.retired.entries.clone();
    assert_eq!(
        retired(&renewed)[&("GONE".to_owned(), 410)],
        retired(&old)[&("GONE".to_owned(), 410)]
    );
    assert_eq!(
        retired(&renewed)[&("B".to_owned(), 401)],
        old.published.entries[&("B".to_owned(), 401)]
    );
    assert!(
        text.contains("\nretired GONE 410\n  tables U\n  digest 0000000000000003 ()\n"),
        "{text}"
    );
    let back = contract(&[("T", "GONE|410|x||")]);
    assert_eq!(change::reused(&renewed.retired, &back).len(), 1);
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
        &["EC607 patch [A 400] A 400: no solution any more, which was `b`"],
    );
    let new = ["EC607 patch [A 400] A 400: a new solution, `b`"];
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

fn any_contract() -> impl Strategy<Value = Contract> {
    let text = || any::<String>();
    let placeholders =
        proptest::collection::vec(proptest::collection::vec("[a-z0-9_.-]{1,3}", 0..3), 0..3);
    let texts = (text(), placeholders, proptest::option::of(text())).prop_map(
        |(message, placeholders, solution)| Text {
            message,
            placeholders,
            solution,
        },
    );
    let reading = (text(), text()).prop_map(|(grpc, retry)| Reading { grpc, retry });
    let content = (
        proptest::collection::vec(texts, 1..3),
        proptest::option::of(reading),
    );
    let promise = (proptest::collection::btree_set(text(), 0..3), content).prop_map(
        |(tables, (texts, reading))| {
            let content = Content::Whole { texts, reading };
            Promise { tables, content }
        },
    );
    let entries = proptest::collection::btree_map((text(), any::<u16>()), promise, 0..4);
    (proptest::collection::btree_set(text(), 0..3), entries)
        .prop_map(|(tables, entries)| Contract { tables, entries })
}

proptest! {
    #![proptest_config(random::cases(256))]

    #[test]
    fn a_lock_reads_what_it_has_written(published in any_contract(), gone in any_contract()) {
        let text = Lock::first(&gone);
        let text = read(&text).renewed(&published);
        let lock = read(&text);
        prop_assert!(lock.is_sound(), "{}", text);
        prop_assert_eq!(&lock.published, &published);
        prop_assert_eq!(lock.renewed(&published), text);
        prop_assert!(lock.retired.codes().is_subset(&gone.codes()));
    }
}
