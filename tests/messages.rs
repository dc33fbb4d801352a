//! Messages render and parse, and each is the other's inverse.

#[path = "common/random.rs"]
mod random;

use apigateway_errors::{
    AnyCode, ENTRIES, Entry, ErrorCode, GatewayError, Grpc, Message, Part, RenderError, Template,
};
use proptest::prelude::*;

fn all_templates() -> impl Iterator<Item = (&'static Entry, &'static Template)> {
    ENTRIES.iter().flat_map(|entry| {
        entry
            .templates()
            .iter()
            .map(move |template| (entry, template))
    })
}

/// The texts of a template.
fn literals(template: &Template) -> impl Iterator<Item = &'static str> {
    template.parts().filter_map(|part| match part {
        Part::Text(text) => Some(text),
        Part::Placeholder(_) => None,
    })
}

/// Values that nearly hold what the document's messages say: its characters, its words, its white
/// space.
fn value() -> impl Strategy<Value = String> {
    let words: Vec<&'static str> = all_templates()
        .flat_map(|(_, template)| literals(template))
        .flat_map(|text| text.split_inclusive(' '))
        .chain([
            "的",
            "和",
            "参数",
            "我的API",
            "2024年和2025年",
            "a",
            " ",
            "\u{3000}",
            "1",
        ])
        .collect();
    let near = proptest::collection::vec(prop::sample::select(words), 0..4);
    prop_oneof!["\\PC{0,20}", near.prop_map(|words| words.concat())]
}

fn render(template: &Template, values: &[(&str, &str)]) -> String {
    let mut text = String::new();
    template
        .render(values, &mut text)
        .expect("all values are there");
    text
}

proptest! {
    #![proptest_config(random::cases(256))]

    #[test]
    fn what_is_rendered_is_read_back(words in proptest::collection::vec(value(), 4)) {
        for (entry, template) in all_templates() {
            let names = template.placeholders().iter();
            let values: Vec<(&str, &str)> = names.copied().zip(words.iter().map(|word| word.trim())).collect();
            prop_assert_eq!(values.len(), template.placeholders().len());
            let text = render(template, &values);
            let message = Message::parse(entry, &text);
            prop_assert!(message.is_some(), "{}", text);
            let message = message.unwrap();
            prop_assert_eq!(message.entry(), entry);
            // A value that holds what the template says, or that makes the text one of another
            // template of the entry, cannot be told from it.
            let says = |(_, value): &(&str, &str)| literals(template).any(|text| format!(" {value} ").contains(text.trim_end()));
            let own: String = entry.templates().iter().flat_map(literals).collect();
            let apart = values.iter().all(|(_, value)| !value.contains(|c| own.contains(c)));
            if apart || (entry.templates().len() == 1 && !values.iter().any(says)) {
                prop_assert_eq!(message.template(), template);
                prop_assert_eq!(message.values().collect::<Vec<_>>(), values);
                prop_assert_eq!(&message.to_string(), &text);
            }
        }
    }

    #[test]
    fn no_text_panics_and_what_is_read_stands_in_the_text(text in "\\PC*") {
        for entry in ENTRIES {
            if let Some(message) = Message::parse(entry, &text) {
                for (_, value) in message.values() {
                    prop_assert!(text.contains(value));
                }
                let again = message.to_string();
                prop_assert_eq!(Message::parse(entry, &again), Some(message));
                let mut rendered = String::new();
                prop_assert!(message.render(&mut rendered).is_ok());
                prop_assert_eq!(rendered, again);
            }
        }
        let _ = Message::parse_any(&text);
    }

    #[test]
    fn pieces_of_messages_in_any_order_panic_nothing(pieces in proptest::collection::vec(0usize..64, 0..12)) {
        let parts: Vec<&str> = all_templates()
            .flat_map(|(_, template)| template.parts())
            .map(|part| match part { Part::Text(text) => text, Part::Placeholder(name) => name })
            .collect();
        let text: String = pieces.iter().map(|&piece| parts[piece % parts.len()]).collect();
        for entry in ENTRIES {
            let _ = Message::parse(entry, &text);
        }
        let _ = Message::parse_any(&text);
    }
}

#[test]
fn every_template_of_the_document_has_a_message() {
    assert!(all_templates().count() > 0);
    for (entry, template) in all_templates() {
        let values: Vec<(&str, &str)> = template
            .placeholders()
            .iter()
            .map(|name| (*name, "#1"))
            .collect();
        let text = render(template, &values);
        assert_eq!(
            Message::parse_any(&text).map(|message| message.to_string()),
            Some(text.clone())
        );
        assert_eq!(
            Message::parse(entry, &text).map(|message| message.template()),
            Some(template)
        );
    }
}

#[test]
fn messages_have_the_document_s_names_and_fields() {
    let forbidden = Message::HttpForbidden {
        resource: "api-1",
        permission: "read",
    };
    assert_eq!(forbidden.to_string(), "没有对资源 api-1 的 read 权限");
    let mut text = String::from("403: ");
    assert_eq!(forbidden.render(&mut text), Ok(()));
    assert_eq!(text, "403: 没有对资源 api-1 的 read 权限");
    assert_eq!(forbidden.entry().code(), ErrorCode::HttpForbidden);
    let precondition = Message::FailedPrecondition400 { resource: "api-1" };
    assert_eq!(precondition.entry().status(), 400);
    assert_eq!(Message::FailedPrecondition409.entry().status(), 409);
    let range = Message::OutOfRange2 {
        argument: "size",
        operand1: "1",
        operand2: "9",
    };
    assert_eq!(range.to_string(), "参数 size 取值应该介于 1 和 9 之间");
    assert_eq!(
        range.values().collect::<Vec<_>>(),
        [("argument", "size"), ("operand1", "1"), ("operand2", "9")]
    );
}

#[test]
fn the_most_specific_alternative_is_the_answer() {
    let entry = ErrorCode::OutOfRange.entry(400).expect("an entry");
    let parse = |text| Message::parse(entry, text);
    assert_eq!(
        parse("参数size取值不合法"),
        Some(Message::OutOfRange1 { argument: "size" })
    );
    assert_eq!(
        parse("参数 size 取值应该 limits的max"),
        Some(Message::OutOfRange3 {
            argument: "size",
            param: "limits",
            operand1: "max"
        })
    );
    assert_eq!(parse("参数 size 取值"), None);
    assert_eq!(
        Message::parse_any("resource 已存在"),
        Some(Message::AlreadyExists {
            resource: "resource"
        })
    );
    assert_eq!(Message::parse_any("hello"), None);
}

#[test]
fn a_value_too_few_or_too_many_is_an_error_and_nothing_is_written() {
    let entry = ErrorCode::HttpForbidden.entry(403).expect("an entry");
    let template = &entry.templates()[0];
    let mut out = String::new();
    assert_eq!(
        template.render(&[("resource", "x")], &mut out),
        Err(RenderError::Missing("permission"))
    );
    let values = [("resource", "x"), ("permission", "y"), ("reason", "z")];
    assert_eq!(
        template.render(&values, &mut out),
        Err(RenderError::Unknown("reason"))
    );
    assert_eq!(out, "");
}

#[test]
fn a_value_may_hold_what_only_nearly_is_what_the_document_says() {
    let entry = |name: &str, status| apigateway_errors::entry(name, status).expect("an entry");
    let parse = Message::parse;
    assert_eq!(
        parse(
            entry("HTTP_FORBIDDEN", 403),
            "没有对资源 我的API 的 read 权限"
        ),
        Some(Message::HttpForbidden {
            resource: "我的API",
            permission: "read"
        })
    );
    let text = "参数 a 取值应该介于 2024年和2025年 和 c 之间";
    assert_eq!(
        parse(entry("OUT_OF_RANGE", 400), text),
        Some(Message::OutOfRange2 {
            argument: "a",
            operand1: "2024年和2025年",
            operand2: "c"
        })
    );
    // The text of another message of the entry leaves more to its values.
    let text = "参数 a 取值应该 p的取值不合法";
    assert_eq!(
        parse(entry("OUT_OF_RANGE", 400), text).map(|message| message.to_string().contains("p的")),
        Some(true)
    );
    assert!(matches!(
        parse(entry("OUT_OF_RANGE", 400), text),
        Some(Message::OutOfRange3 { .. })
    ));
    // White space is that of any language.
    assert_eq!(
        Message::parse_any("资源\u{3000}r\u{3000}不存在"),
        Some(Message::ResourceNotExist { resource: "r" })
    );
    assert_eq!(
        Message::parse_any("\u{3000}成功\u{a0}"),
        Some(Message::ApigatewaySuccess)
    );
}

#[test]
fn a_value_that_is_given_twice_is_an_error() {
    let template = &ErrorCode::NotFound.entries()[0].templates()[0];
    let twice = template.render(&[("resource", "a"), ("resource", "b")], &mut String::new());
    assert_eq!(twice, Err(RenderError::Repeated("resource")));
}

#[test]
fn an_entry_shows_what_the_document_says_of_it() {
    let entry = ErrorCode::NotFound.entry(404).expect("an entry");
    let shown = r#"Entry { code: NOT_FOUND, status: 404, message: "找不到 resource", solution: None, others: [], tables: ["#;
    assert!(format!("{entry:?}").starts_with(shown), "{entry:?}");
}

/// Whether equality is reflexive, symmetric and transitive among some things; and how many pairs of
/// different ones are equal.
fn equal_pairs<T: PartialEq>(things: &[T]) -> usize {
    let equals = |one: &T| -> Vec<bool> { things.iter().map(|other| one == other).collect() };
    let equal: Vec<Vec<bool>> = things.iter().map(equals).collect();
    let all = 0..things.len();
    let mut pairs = 0;
    for one in all.clone() {
        assert!(equal[one][one], "{one}");
        for other in all.clone() {
            assert_eq!(equal[one][other], equal[other][one], "{one} {other}");
            pairs += usize::from(one < other && equal[one][other]);
            for third in all.clone() {
                let is_chain = equal[one][other] && equal[other][third];
                assert!(!is_chain || equal[one][third], "{one} {other} {third}");
            }
        }
    }
    pairs
}

#[test]
fn equality_is_an_equivalence() {
    // The first two read the same: "参数 a 取值应该 b的取值应该 c的d".
    let messages = [
        Message::OutOfRange3 {
            argument: "a",
            param: "b的取值应该 c",
            operand1: "d",
        },
        Message::OutOfRange3 {
            argument: "a",
            param: "b",
            operand1: "取值应该 c的d",
        },
        Message::OutOfRange3 {
            argument: "a 取值应该 b的",
            param: "c",
            operand1: "d",
        },
        Message::OutOfRange1 { argument: "a" },
        Message::OutOfRange1 { argument: "b" },
        Message::NotFound { resource: "a" },
        Message::Internal,
    ];
    assert_eq!(equal_pairs(&messages), 0);
    let texts = messages.map(|message| message.to_string());
    let mut errors: Vec<GatewayError<'_>> = messages.map(GatewayError::from).into();
    errors.extend(
        messages
            .iter()
            .zip(&texts)
            .map(|(message, text)| GatewayError::new(message.entry(), text)),
    );
    errors.extend(messages.map(|message| GatewayError::from(message).with_request_id("r")));
    errors.extend(
        messages
            .iter()
            .map(|message| GatewayError::new(message.entry(), "")),
    );
    assert_eq!(texts[0], texts[1]);
    // Four read as the first text does, two as each of the five others, two with a request as the first
    // text does, and five, which are about one entry, are blank.
    assert_eq!(equal_pairs(&errors), 6 + 5 + 1 + 10);
    assert_eq!(errors[0], errors[1], "they read the same");
    assert_eq!(errors[0], errors[7], "as a message and as a text");
    assert_ne!(errors[0], errors[14], "one has a request");
    assert_ne!(errors[0], errors[3]);
}

#[test]
fn an_entry_says_what_its_first_text_says_and_how_it_is_handled() {
    let callers = [1, 3, 5, 6, 7, 8, 9, 11, 16];
    for entry in ENTRIES {
        let text = entry.texts().next().expect("a text");
        assert_eq!(entry.message(), text.message());
        assert_eq!(entry.solution(), text.solution());
        assert!(entry.templates().is_empty() == entry.message().is_empty());
        let number = entry.grpc().map(Grpc::number);
        assert_eq!(
            entry.is_callers_fault(),
            number.map(|number| callers.contains(&number))
        );
        assert_eq!(entry.is_about_a_quota(), number.map(|number| number == 8));
    }
    let numbers: Vec<i32> = Grpc::ALL.iter().map(|grpc| grpc.number()).collect();
    assert_eq!(numbers, Vec::from_iter(0..17));
    let error = "none".parse::<Grpc>().expect_err("no code");
    assert_eq!(error.to_string(), "unknown name");
}

#[test]
fn a_code_compares_with_one_that_came_over_the_wire() {
    for &code in ErrorCode::ALL {
        assert_eq!(code, AnyCode::new(code.as_str()));
        assert_ne!(code, AnyCode::new("BRAND_NEW"));
        assert_eq!(AnyCode::new(code.as_str()), code);
    }
}
