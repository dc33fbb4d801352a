//! The golden file `tests/golden/catalogue.rs`, compiled with every warning an error, says what the document says.
#![deny(warnings)]

use apigateway_errors::{AnyCode, Code, Grpc, Retry};

/// The generated code. Every warning is an error.
#[deny(warnings, missing_docs, unreachable_pub)]
pub mod garage {
    #![allow(
        dead_code,
        reason = "what it offers is public where it stands in a crate of its own"
    )]
    include!("golden/catalogue.rs");
}

use garage::{ENTRIES, ErrorCode, Message, Table, entries_with_status, entry};

#[test]
fn the_golden_file_holds_what_the_document_says() {
    assert_eq!(ErrorCode::ALL.len(), 4);
    assert_eq!(
        ErrorCode::ALL
            .iter()
            .map(|code| code.entries().len())
            .sum::<usize>(),
        ENTRIES.len()
    );
    assert_eq!(
        <ErrorCode as Code>::from_name("UNKNOWN"),
        Some(ErrorCode::Unknown)
    );
    assert_eq!(AnyCode::<ErrorCode>::from("GATE_OPEN").known(), None);
    assert_eq!(ErrorCode::GateClosed.status(), None);

    let closed = entry("GATE_CLOSED", 409).expect("an entry");
    assert_eq!(closed.solution(), Some("Take another gate."));
    let text = closed.texts().next().expect("a text");
    assert_eq!(text.solution(), Some("Take another gate."));
    assert_eq!(
        (closed.grpc(), closed.retry(), closed.handling_reason()),
        (None, None, None)
    );
    assert_eq!(entries_with_status(409), [closed]);
    let broken = entry("GATE_CLOSED", 503).expect("an entry");
    assert_eq!((broken.solution(), broken.line()), (None, 8));
    assert_eq!(
        (broken.grpc(), broken.retry()),
        (Some(Grpc::Unavailable), Some(Retry::AfterBackOff))
    );
    let texts: Vec<_> = broken
        .texts()
        .map(|text| (text.table(), text.line()))
        .collect();
    assert_eq!(texts, [(Table::Gates, 8), (Table::Payments, 18)]);
    let second = broken.texts().nth(1).expect("a text");
    assert_eq!(
        (second.message(), second.solution()),
        ("Gate {gate} takes no coins.", None)
    );
    assert_eq!(broken.templates().len(), 2);
    assert_eq!(entries_with_status(499).len(), 0);

    let unknown = entry("TICKET_UNKNOWN", 404).expect("an entry");
    assert_eq!(unknown.tables(), [Table::Gates, Table::Payments]);
    assert_eq!(Table::Gates.entries(), [closed, broken, unknown]);
    assert_eq!(
        Table::Payments.entries(),
        [
            entry("PAYMENT_REFUSED", 402).expect("an entry"),
            unknown,
            entry("UNKNOWN", 500).expect("an entry"),
            broken,
        ]
    );
    assert_eq!(Table::Payments.title(), "Payments");
    assert_eq!(entry("UNKNOWN", 500).expect("an entry").templates(), []);
}

#[test]
fn the_messages_of_the_golden_file_are_read_back() {
    let messages = [
        Message::GateClosed409 { gate: "7" },
        // It holds what stands behind it.
        Message::GateClosed503_1 {
            gate: "A is out of order until B",
            time: "noon",
        },
        Message::TicketUnknown { arg1: "9" },
        Message::PaymentRefused1 { digits: "1234" },
        Message::PaymentRefused2 {
            arg1: "3",
            arg2: "4",
        },
    ];
    for message in messages {
        let text = message.to_string();
        assert_eq!(
            Message::parse(message.entry(), &text),
            Some(message),
            "{text}"
        );
        assert_eq!(Message::parse_any(&text), Some(message), "{text}");
    }
    let refused = messages[4];
    assert_eq!(refused.to_string(), "3 coins and 4 notes were refused");
    assert_eq!(
        refused.values().collect::<Vec<_>>(),
        [("arg1", "3"), ("arg2", "4")]
    );
    assert_eq!(
        format!("{:?}", messages[0]),
        r#"GateClosed409 { gate: "7" }"#
    );
}
