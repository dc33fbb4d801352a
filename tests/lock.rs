//! A lock says what the contract says, whole or not at all.
#![cfg(feature = "generator")]

mod common;
#[path = "common/contract.rs"]
mod contract;
#[path = "common/random.rs"]
mod random;

use apigateway_errors::generator::change;
use apigateway_errors::generator::contract::{Content, Contract, Promise, Reading, Text};
use apigateway_errors::generator::lock::Lock;
use apigateway_errors::generator::source::Source;
use proptest::prelude::*;

use contract::{contract, read_as, told};

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
        variant: Some(table.to_owned()),
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
    let variant = |count| format!("  tables T{}", "\n  variant X".repeat(count));
    assert!(read(&text.replacen("  tables T", &variant(1), 1)).is_sound());
    broken("  tables T", &variant(2));
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
    let rows = "A|400|{b} a {a} {b}|s|";
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
            "A|400|{b} b {a} {b}|s|",
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
    let tables = proptest::collection::btree_set(text(), 0..3);
    let variant = proptest::option::of(text());
    let promise =
        (variant, tables, content).prop_map(|(variant, tables, (texts, reading))| Promise {
            variant,
            tables,
            content: Content::Whole { texts, reading },
        });
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
