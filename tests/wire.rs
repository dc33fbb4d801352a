//! The gateway's JSON form, read and written.
#![cfg(feature = "serde")]

#[path = "common/random.rs"]
mod random;

use std::borrow::Cow;

use apigateway_errors::wire::{ErrorBody, ErrorResponse, Field, OwnedErrorResponse, Problem};
use apigateway_errors::{
    AnyCode, ENTRIES, ErrorCode, GatewayError, Grpc, Message, OwnedCode, OwnedMessage, Retry,
    StatusClass,
};
use proptest::prelude::*;
use serde::Deserialize;
use serde::de::value::{Error, MapDeserializer};
use serde_json::{Value, json};
use serde_test::{Token, assert_de_tokens, assert_de_tokens_error, assert_ser_tokens};

fn read(json: &str) -> ErrorResponse<'_> {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

fn survives(json: &str) -> ErrorResponse<'_> {
    let response = read(json);
    let written = serde_json::to_value(&response).expect("JSON");
    assert_eq!(written, serde_json::from_str::<Value>(json).expect("JSON"));
    response
}

const FULL: &str = r#"{"requestId":"r-1","error":{"code":400,"status":"INVALID_ARGUMENT","message":"参数 size 存在错误","details":[{"@type":"x","n":1.5}],"extra":null},"trace":{"a":[1,2]}}"#;

#[test]
fn everything_in_a_response_survives() {
    let response = survives(FULL);
    assert_eq!(response.request_id, Field::Value(Cow::Borrowed("r-1")));
    assert_eq!(response.status(), Some(400));
    assert_eq!(
        response.code(),
        Some(AnyCode::Known(ErrorCode::InvalidArgument))
    );
    assert_eq!(
        response.message(),
        Some(Message::InvalidArgument { argument: "size" })
    );
    assert_eq!(serde_json::to_string(&response).expect("JSON"), FULL);
}

#[test]
fn what_is_absent_stays_absent_and_what_is_null_stays_null() {
    for json in [
        r#"{}"#,
        r#"{"error":null}"#,
        r#"{"requestId":null}"#,
        r#"{"requestId":null,"error":{}}"#,
        r#"{"error":{"code":null,"status":null,"message":null,"details":null}}"#,
        r#"{"error":{"details":{}},"other":null}"#,
    ] {
        let response = survives(json);
        assert_eq!(response.entry(), None, "{json}");
        assert_eq!(response.message(), None, "{json}");
    }
}

#[test]
fn texts_are_borrowed_unless_json_escapes_them() {
    let response = read(r#"{"requestId":"plain","error":{"status":"NOT_FOUND","message":"a\nb"}}"#);
    let Field::Value(Cow::Borrowed("plain")) = response.request_id else {
        panic!("{response:?}")
    };
    let error = response.error.value().expect("an error");
    assert!(matches!(
        error.status,
        Field::Value(Cow::Borrowed("NOT_FOUND"))
    ));
    assert!(matches!(&error.message, Field::Value(Cow::Owned(text)) if text == "a\nb"));
    let owned: ErrorResponse<'static> = read(&String::from(FULL)).into_owned();
    assert_eq!(owned, read(FULL));
}

#[test]
fn an_entry_is_the_answer_only_when_it_is_certain() {
    let entry = |code: &str, status: &str| {
        let json = format!(r#"{{"error":{{{code}"status":"{status}"}}}}"#);
        survives(&json)
            .entry()
            .map(|entry| (entry.code(), entry.status()))
    };
    let precondition = ErrorCode::FailedPrecondition;
    assert_eq!(
        entry(r#""code":409,"#, "FAILED_PRECONDITION"),
        Some((precondition, 409))
    );
    assert_eq!(entry("", "FAILED_PRECONDITION"), None);
    assert_eq!(entry(r#""code":404,"#, "FAILED_PRECONDITION"), None);
    assert_eq!(entry("", "NOT_FOUND"), Some((ErrorCode::NotFound, 404)));
    assert_eq!(
        entry(r#""code":null,"#, "NOT_FOUND"),
        Some((ErrorCode::NotFound, 404))
    );
    assert_eq!(entry(r#""code":400,"#, "NOT_FOUND"), None);
    assert_eq!(entry(r#""code":404,"#, "BRAND_NEW"), None);
    assert_eq!(entry(r#""code":65940,"#, "NOT_FOUND"), None);
    assert_eq!(entry(r#""code":-1,"#, "NOT_FOUND"), None);
}

#[test]
fn a_code_that_is_not_known_is_kept() {
    let response = survives(r#"{"error":{"code":418,"status":"BRAND_NEW"}}"#);
    assert_eq!(response.code(), Some(AnyCode::Unknown("BRAND_NEW")));
    assert_eq!(response.status(), Some(418));
}

#[test]
fn what_has_another_type_is_kept_and_answers_nothing() {
    for json in [
        r#"{"error":[1]}"#,
        r#"{"error":"NOT_FOUND"}"#,
        r#"{"requestId":7,"error":{"code":"404","status":"NOT_FOUND"}}"#,
        r#"{"error":{"code":404.5,"status":"NOT_FOUND"}}"#,
        r#"{"error":{"code":9223372036854775808,"status":"NOT_FOUND"}}"#,
        r#"{"error":{"code":404,"status":404,"message":{"a":[true]}}}"#,
    ] {
        let response = survives(json);
        assert_eq!(response.entry(), None, "{json}");
        assert_eq!(response.message(), None, "{json}");
    }
    let kept = survives(
        r#"{"requestId":"r","error":{"code":"404","status":"NOT_FOUND","message":"找不到 x"}}"#,
    );
    assert_eq!(kept.code(), Some(AnyCode::Known(ErrorCode::NotFound)));
    assert_eq!(kept.request_id.value().map(AsRef::as_ref), Some("r"));
    assert!(serde_json::from_str::<ErrorResponse<'_>>("[]").is_err());
}

#[test]
fn a_response_is_read_from_a_stream_and_from_a_value() {
    let json = r#"{"error":{"code":404,"status":"NOT_FOUND","message":"\u627e不到 x"}}"#;
    let value: serde_json::Value = serde_json::from_str(json).expect("JSON");
    let OwnedErrorResponse(streamed) =
        serde_json::from_reader(json.as_bytes()).expect("a response");
    let OwnedErrorResponse(made) = serde_json::from_value(value).expect("a response");
    assert_eq!(streamed, made);
    assert_eq!(
        streamed.message(),
        Some(Message::NotFound { resource: "x" })
    );
}

#[test]
fn a_response_is_read_from_data_with_options() {
    let with = |id| {
        let mut response = ErrorResponse::default();
        response.request_id = id;
        response
    };
    let members = |id: &[Token]| {
        let start = [Token::Map { len: Some(1) }, Token::BorrowedStr("requestId")];
        [&start[..], id, &[Token::MapEnd]].concat()
    };
    assert_de_tokens(&with(Field::Null), &members(&[Token::None]));
    let some = with(Field::from(Cow::from("r-1")));
    assert_de_tokens(&some, &members(&[Token::Some, Token::BorrowedStr("r-1")]));
}

#[test]
fn a_number_that_json_does_not_have_is_refused_and_not_null() {
    for member in ["code", "status", "message", "details", "another"] {
        let number = [(member, f64::NAN)].into_iter();
        let refused = ErrorBody::deserialize(MapDeserializer::<_, Error>::new(number));
        let expected = "invalid value: floating point `NaN`, expected a number of JSON";
        assert_eq!(refused.expect_err(member).to_string(), expected);
        let list = [(member, vec![1.0, f64::INFINITY])].into_iter();
        let refused = ErrorBody::deserialize(MapDeserializer::<_, Error>::new(list));
        assert!(refused.is_err(), "{member}");
        let number = [(member, 1.5)].into_iter();
        let kept = ErrorBody::deserialize(MapDeserializer::<_, Error>::new(number));
        let kept = serde_json::to_value(kept.expect("a body")).expect("JSON");
        assert_eq!(kept, json!({ member: 1.5 }));
    }
    // A number that is no status is kept.
    let response = survives(r#"{"error":{"code":404.5,"status":"NOT_FOUND"}}"#);
    assert_eq!(response.entry(), None);
}

#[test]
fn a_member_that_stands_twice_is_refused_and_none_is_dropped() {
    for (json, name) in [
        (r#"{"trace":1,"trace":2}"#, "trace"),
        (r#"{"error":{"hint":1,"x":0,"hint":1}}"#, "hint"),
        (r#"{"error":{"details":{"a":1,"a":2}}}"#, "a"),
        (r#"{"error":{"details":[[{"a":{"b":1,"b":null}}]]}}"#, "b"),
        (r#"{"requestId":{"a":1,"a":2}}"#, "a"),
        (r#"{"trace":{"a":{"b":1,"b":2}}}"#, "b"),
    ] {
        let error = serde_json::from_str::<ErrorResponse<'_>>(json).expect_err(json);
        let expected = format!("duplicate member `{name}`");
        assert!(error.to_string().starts_with(&expected), "{error}: {json}");
        assert!(serde_json::from_reader::<_, OwnedErrorResponse>(json.as_bytes()).is_err());
    }
    // One name in several objects is none that stands twice.
    survives(r#"{"a":{"a":{"a":1}},"b":{"a":[{"a":1},{"a":1}]}}"#);
}

#[test]
fn values_without_a_form_of_their_own_are_kept_whatever_they_are() {
    survives(r#"{"a":{},"b":[],"c":[null,true,-1,18446744073709551615,1.5,"x",{"d":{}}]}"#);
    survives(r#"{"error":{"details":[{},[null],{"a":-9223372036854775808}],"code":{"a":1}}}"#);
}

#[test]
fn what_was_expected_is_said() {
    let name = "invalid type: integer `404`, expected the name of an error code";
    assert_de_tokens_error::<ErrorCode>(&[Token::U16(404)], name);
    assert_de_tokens_error::<AnyCode<'_>>(&[Token::U16(404)], name);
    let response = [
        Token::Map { len: Some(1) },
        Token::Str("requestId"),
        Token::Bytes(b"r-1"),
    ];
    assert_de_tokens_error::<ErrorResponse<'_>>(
        &response,
        "invalid type: byte array, expected a member of an error response",
    );
}

#[test]
fn an_error_tells_how_many_members_it_has() {
    let body = [
        Token::Str("error"),
        Token::Struct {
            name: "Error",
            len: 3,
        },
        Token::Str("code"),
        Token::U16(404),
        Token::Str("status"),
        Token::Str("NOT_FOUND"),
        Token::Str("message"),
        Token::Str("找不到 a"),
        Token::StructEnd,
        Token::StructEnd,
    ];
    let object = |len| Token::Struct {
        name: "GatewayError",
        len,
    };
    let error = GatewayError::from(Message::NotFound { resource: "a" });
    assert_ser_tokens(&error, &[&[object(1)], &body[..]].concat());
    let id = [object(2), Token::Str("requestId"), Token::Str("r")];
    assert_ser_tokens(&error.with_request_id("r"), &[&id, &body[..]].concat());
    let details = [
        Token::Str("details"),
        Token::Tuple { len: 1 },
        Token::Map { len: Some(1) },
        Token::Str("resource"),
        Token::Str("a"),
        Token::MapEnd,
        Token::TupleEnd,
        Token::StructEnd,
        Token::StructEnd,
    ];
    let mut body = body.to_vec();
    body.truncate(body.len() - 2);
    body[1] = Token::Struct {
        name: "Error",
        len: 4,
    };
    let error = GatewayError::from(Message::NotFound { resource: "a" }).with_details();
    assert_ser_tokens(&error, &[&[object(1)], &body[..], &details].concat());
}

#[test]
fn an_unknown_code_that_cannot_be_borrowed_says_so() {
    let error = serde_json::from_str::<AnyCode<'_>>(r#""NO\u0050E""#).expect_err("escapes");
    let text = error.to_string();
    assert!(
        text.starts_with("unknown error code `NOPE`, which cannot be borrowed"),
        "{text}"
    );
}

#[test]
fn an_error_is_the_same_when_it_borrows_nothing() {
    let error = GatewayError::from(Message::NotFound { resource: "a" }).with_request_id("r");
    assert_eq!(error.clone().into_owned(), error);
    assert_eq!(
        GatewayError::new(error.entry(), "找不到 a").with_request_id("r"),
        error
    );
    let message = |resource| GatewayError::from(Message::NotFound { resource });
    assert_eq!(message("a"), message("a"));
    assert_ne!(message("a"), message("b"));
    let plain = |text| GatewayError::new(error.entry(), text);
    assert_eq!(plain("a"), plain("a"));
    assert_ne!(plain("a"), plain("b"));
    assert_ne!(
        GatewayError::new(error.entry(), "找不到 ab").with_request_id("r"),
        error
    );
    assert_ne!(
        GatewayError::new(error.entry(), "找不到 ").with_request_id("r"),
        error
    );
}

#[test]
fn codes_are_read_and_written_by_name() {
    for &code in ErrorCode::ALL {
        let json = serde_json::to_string(&code).expect("JSON");
        assert_eq!(json, format!("\"{code}\""));
        assert_eq!(
            serde_json::from_str::<ErrorCode>(&json).expect("a code"),
            code
        );
        assert_eq!(
            serde_json::from_str::<AnyCode<'_>>(&json)
                .expect("a code")
                .known(),
            Some(code)
        );
    }
    let error = serde_json::from_str::<ErrorCode>("\"BRAND_NEW\"").expect_err("no code");
    assert!(
        error.to_string().contains("unknown error code `BRAND_NEW`"),
        "{error}"
    );
    let kept: AnyCode<'_> = serde_json::from_str("\"BRAND_NEW\"").expect("a name");
    assert_eq!(kept, AnyCode::Unknown("BRAND_NEW"));
    assert_eq!(serde_json::to_string(&kept).expect("JSON"), "\"BRAND_NEW\"");
}

#[test]
fn what_a_server_answers_a_client_reads() {
    let error = GatewayError::from(Message::NotFound {
        resource: "api-\"1\"",
    })
    .with_request_id("r-7");
    let json = serde_json::to_string(&error).expect("JSON");
    assert_eq!(
        json,
        r#"{"requestId":"r-7","error":{"code":404,"status":"NOT_FOUND","message":"找不到 api-\"1\""}}"#
    );
    let response = read(&json);
    assert_eq!(response.entry(), Some(error.entry()));
    assert_eq!(
        response.message(),
        Some(Message::NotFound {
            resource: "api-\"1\""
        })
    );
    assert_eq!(ErrorResponse::from(&error), response);
    let owned = error.clone().into_owned();
    assert_eq!(serde_json::to_string(&owned).expect("JSON"), json);
    let bare = GatewayError::new(error.entry(), "没有");
    assert_eq!(
        serde_json::to_value(&bare).expect("JSON"),
        json!({"error": {"code": 404, "status": "NOT_FOUND", "message": "没有"}})
    );
}

#[test]
fn a_problem_has_the_members_of_rfc_9457() {
    let error = GatewayError::from(Message::Unauthenticated).with_request_id("r-7");
    assert_eq!(
        serde_json::to_value(Problem::from(error)).expect("JSON"),
        json!({"status": 401, "detail": "认证失败", "code": "UNAUTHENTICATED", "requestId": "r-7"})
    );
    let error = GatewayError::from(Message::NotFound { resource: "a" }).with_details();
    assert_eq!(
        serde_json::to_value(Problem::from(error)).expect("JSON"),
        json!({"status": 404, "detail": "找不到 a", "code": "NOT_FOUND", "details": [{"resource": "a"}]})
    );
}

#[test]
fn what_is_kept_compares_as_what_it_was_made_of() {
    let kept = OwnedCode::new("NOT_FOUND");
    assert_eq!(
        (kept.known(), kept.as_str()),
        (Some(ErrorCode::NotFound), "NOT_FOUND")
    );
    assert!(ErrorCode::NotFound == kept && ErrorCode::Internal != kept);
    assert_eq!(OwnedCode::new("BRAND_NEW").known(), None);
    let [one, other] = ["a", "b"].map(|resource| Message::NotFound { resource }.into_owned());
    assert!(one != other && one == one.clone());
    assert_ne!(one, Message::Internal.into_owned());
}

#[test]
fn details_may_be_asked_for_late() {
    let message = Message::NotFound { resource: "a" };
    let early = GatewayError::from(message).with_details();
    let late = GatewayError::from(message).into_owned().with_details();
    assert_eq!(late, early);
    assert_eq!(early.clone().into_owned(), early);
    assert_eq!(
        GatewayError::from(message.into_owned()).with_details(),
        early
    );
    assert_ne!(GatewayError::from(message), early);
    assert_eq!(
        serde_json::to_value(&late).expect("JSON")["error"]["details"],
        json!([{"resource": "a"}])
    );
    assert_eq!(ErrorResponse::from(late), ErrorResponse::from(&early));
    assert_eq!(
        format!("{early:?}"),
        "GatewayError { code: NOT_FOUND, status: 404, message: Message(NotFound { resource: \"a\" }), \
         request_id: None, has_details: true }"
    );
}

#[test]
fn a_text_with_more_values_than_the_details_goes_before_them() {
    let json = |details: &str| {
        let text = "参数 size 取值应该介于 1 和 10 之间";
        format!(
            r#"{{"error":{{"status":"OUT_OF_RANGE","message":"{text}","details":[{details}]}}}}"#
        )
    };
    let all = Some(Message::OutOfRange2 {
        argument: "size",
        operand1: "1",
        operand2: "10",
    });
    assert_eq!(read(&json(r#"{"argument":"size"}"#)).message(), all);
    assert_eq!(
        read(&json(r#"{"argument":"size","operand1":1}"#)).message(),
        all
    );
    let other = r#"{"argument":"size","operand1":"2","operand2":"9"}"#;
    let other = json(other);
    let by_name = read(&other);
    assert!(by_name.message().is_some() && by_name.message() != all);
}

#[test]
fn an_error_is_an_error_of_the_standard_library() {
    let error: Box<dyn std::error::Error> = Box::new(GatewayError::from(Message::Unknown));
    assert_eq!(error.to_string(), "UNKNOWN: 未知错误");
    let handed_on: Result<(), GatewayError<'_>> = (|| Err(Message::Internal)?)();
    assert_eq!(
        handed_on.map_err(|error| error.code()),
        Err(ErrorCode::Internal)
    );
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
        Just(Value::from("NOT_FOUND")),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let key = prop_oneof![
            Just("error"),
            Just("requestId"),
            Just("code"),
            Just("status"),
            Just("message"),
            Just("details"),
            Just("other"),
        ];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            proptest::collection::btree_map(key.prop_map(str::to_owned), inner, 0..5)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(random::cases(256))]

    #[test]
    fn whatever_is_read_is_written_again(json in any_json()) {
        let text = json.to_string();
        if let Ok(response) = serde_json::from_str::<ErrorResponse<'_>>(&text) {
            prop_assert_eq!(serde_json::to_value(&response).unwrap(), json);
            let _ = (response.entry(), response.message(), response.code(), response.status());
        }
    }
}

#[test]
fn the_status_of_the_transport_stands_in_for_one_that_is_not_there() {
    for (code, status) in [
        ("", Some(409)),
        (r#""code":null,"#, Some(409)),
        (r#""code":400,"#, Some(400)),
        (r#""code":"400","#, Some(409)),
        (r#""code":0,"#, None),
    ] {
        let json = format!(r#"{{"error":{{{code}"status":"FAILED_PRECONDITION"}}}}"#);
        let response: ErrorResponse<'_> = serde_json::from_str(&json).expect("a response");
        let response = response.with_http_status(409);
        assert_eq!(response.status(), status, "{json}");
        assert_eq!(serde_json::to_string(&response).expect("JSON"), json);
        assert_eq!(
            response.entry().map(|entry| entry.status()),
            status,
            "{json}"
        );
    }
    let empty = ErrorResponse::default().with_http_status(409);
    assert_eq!(
        (empty.status(), empty.to_string().as_str()),
        (Some(409), "an error without a code (409)")
    );
}

#[test]
fn a_response_is_an_error_that_says_what_it_holds() {
    let json =
        r#"{"requestId":"r-7","error":{"code":404,"status":"NOT_FOUND","message":"找不到 api-1"}}"#;
    let response: OwnedErrorResponse = serde_json::from_str(json).expect("a response");
    let error: &dyn std::error::Error = &response;
    assert_eq!(
        error.to_string(),
        "NOT_FOUND (404): 找不到 api-1 (request r-7)"
    );
}

#[test]
fn names_are_written_and_read() {
    for grpc in Grpc::ALL {
        let json = serde_json::to_string(grpc).expect("text");
        assert_eq!(json, format!("\"{grpc}\""));
        assert_eq!(serde_json::from_str::<Grpc>(&json).expect("a name"), *grpc);
    }
    let retry: Retry = serde_json::from_str("\"after back\\u002doff\"").expect("a name");
    assert_eq!(retry, Retry::AfterBackOff);
    assert!(serde_json::from_str::<StatusClass>("\"error\"").is_err());
    let codes: Vec<OwnedCode> =
        serde_json::from_str(r#"["NOT_FOUND","BRAND\u005fNEW"]"#).expect("codes");
    assert_eq!(codes[0], ErrorCode::NotFound);
    assert_eq!(ErrorCode::NotFound, codes[0]);
    assert_eq!(codes[1], OwnedCode::from("BRAND_NEW"));
    assert_eq!(
        serde_json::to_string(&codes).expect("text"),
        r#"["NOT_FOUND","BRAND_NEW"]"#
    );
}

proptest! {
    #[test]
    fn values_survive_by_name_whatever_the_text_says(values in prop::collection::vec(any::<String>(), 8)) {
        for entry in ENTRIES {
            for template in entry.templates().iter().filter(|template| !template.placeholders().is_empty()) {
                let names = template.placeholders();
                let value = |name: &str| {
                    let place = names.iter().position(|other| *other == name)?;
                    Some(values[place].as_str())
                };
                // Another message of the entry may take as many values.
                let Some(message) = Message::from_values(entry, value) else {
                    let same = entry.templates().iter();
                    let same = same.filter(|other| other.placeholders().iter().all(|name| names.contains(name)));
                    prop_assert!(same.count() > 1, "{}", entry.code());
                    continue;
                };
                prop_assert_eq!(message.template().placeholders(), names);
                let given: Vec<_> = message.values().map(|(name, value)| (name, value.to_owned())).collect();
                prop_assert!(given.iter().all(|(name, given)| value(name) == Some(given.as_str())));
                let owned = message.into_owned();
                prop_assert_eq!(owned.as_message(), Some(message));
                prop_assert_eq!((owned.entry(), owned.code(), owned.status()), (entry, entry.code(), entry.status()));
                prop_assert!(owned.values().eq(message.values()));
                prop_assert_eq!(owned.to_string(), message.to_string());
                prop_assert_eq!(format!("{owned:?}"), format!("{message:?}"));
                prop_assert_eq!(&owned, &OwnedMessage::from(message));
                let error = GatewayError::from(message).with_details();
                for error in [error.clone(), error.into_owned()] {
                    let json = serde_json::to_string(&error).expect("text");
                    let text = serde_json::to_string(&error.message().to_string()).expect("text");
                    let translated = json.replacen(&text, "\"in another language\"", 1);
                    for json in [&json, &translated] {
                        let response = read(json);
                        prop_assert_eq!(response.message(), Some(message), "{}", json);
                    }
                    prop_assert_eq!(&read(&json), &ErrorResponse::from(&error));
                }
            }
        }
    }
}

#[test]
fn values_by_name_stand_in_a_list_or_in_one_object_and_once() {
    let with = |details: &str| {
        format!(
            r#"{{"error":{{"status":"NOT_FOUND","code":404,"message":"找不到 b","details":{details}}}}}"#
        )
    };
    for (details, resource) in [
        (r#"[{"resource":"a"}]"#, "a"),
        (r#"{"resource":"a"}"#, "a"),
        (r#"[{"@type":"x"},{"resource":"a","more":1}]"#, "a"),
        // What is no text, or stands twice, says nothing; the text does.
        (r#"[{"resource":1}]"#, "b"),
        (r#"[{"resource":"a"},{"resource":"c"}]"#, "b"),
        ("[]", "b"),
        ("7", "b"),
    ] {
        let json = with(details);
        assert_eq!(
            read(&json).message(),
            Some(Message::NotFound { resource }),
            "{json}"
        );
    }
    let plain = GatewayError::from(Message::Internal).with_details();
    assert!(
        !serde_json::to_string(&plain)
            .expect("text")
            .contains("details")
    );
}

#[test]
fn an_error_may_keep_its_texts_for_itself() {
    let entry = Message::Internal.entry();
    let of = |id: String| GatewayError::of_text(entry, format!("broken {id}")).with_request_id(id);
    let error: GatewayError<'static> = of("r-7".to_owned());
    assert_eq!(error.to_string(), "INTERNAL: broken r-7");
    assert_eq!(
        error,
        GatewayError::new(entry, "broken r-7").with_request_id("r-7")
    );
    let message = Message::NotFound { resource: "a" };
    assert_eq!(
        (message.code(), message.status()),
        (ErrorCode::NotFound, 404)
    );
    let field: Field<i64> = Some(7).into();
    assert_eq!(
        (field.into_value(), Field::<i64>::from(None).is_absent()),
        (Some(7), true)
    );
}
