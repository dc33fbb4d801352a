//! What is read back, and what is not.

use super::*;
use Piece::{Text, Value};

/// Reads a text by some pieces.
fn read<'t, const N: usize>(pieces: &'static [Piece], text: &'t str) -> Option<[&'t str; N]> {
    let indexes = pieces.iter().filter_map(|piece| match piece {
        Text(_) => None,
        Value(index) => Some(usize::from(*index) + 1),
    });
    let template = Template {
        message: 0,
        name: "",
        placeholders: &[""; 16][..indexes.max().unwrap_or_default()],
        pieces,
    };
    super::read(&[template], text).map(|(_, values)| values)
}

const RANGE: &[Piece] = &[
    Text("参数 "),
    Value(0),
    Text(" 取值应该介于 "),
    Value(1),
    Text(" 和 "),
    Value(2),
    Text(" 之间"),
];
const GONE: &[Piece] = &[Text("the resource "), Value(0), Text(" is gone")];

#[test]
fn every_character_is_trimmed_as_it_should_be() {
    for character in '\0'..=char::MAX {
        let text = format!("{character}{character}");
        assert_eq!(trim(&text), text.trim(), "{character:?}");
    }
    assert_eq!(trim(""), "");
}

#[test]
fn white_space_around_values_is_free() {
    for text in [
        "参数 a 取值应该介于 1 和 9 之间",
        "参数a取值应该介于1和9之间",
        "  参数  a 取值应该介于 1\t和 9 之间\n",
        "参数\u{3000}a取值应该介于 1 和\n9之间",
    ] {
        assert_eq!(read(RANGE, text), Some(["a", "1", "9"]), "{text}");
    }
    assert_eq!(read::<3>(RANGE, "参数 a 取值应该介于 1 到 9 之间"), None);
    assert_eq!(read::<3>(RANGE, "参数 a 取值应该介于 1 和 9 之间!"), None);
    assert_eq!(
        read(RANGE, "参数 a 取值应该介于 1 和 9 之间 和 3 之间"),
        Some(["a", "1", "9 之间 和 3"])
    );
}

#[test]
fn white_space_separates_where_some_is_needed() {
    // A unit belongs to its number, whatever white space stands behind it.
    assert_eq!(
        read(&[Value(0), Text("ms 内")], "5ms\u{3000}内"),
        Some(["5"])
    );
    // A blank value takes the white space before it along.
    let missing = &[Text("missing "), Value(0)];
    assert_eq!(read(missing, "missing"), Some([""]));
    assert_eq!(read::<1>(missing, "missingno"), None);
    let all = &[Value(0), Text(" ms in all")];
    assert_eq!(read(all, "5  ms  in  all"), Some(["5"]));
    assert_eq!(read::<1>(all, "5 msin all"), None);
    assert_eq!(
        read(&[Value(0), Text(" is (all)")], "5 is(all)"),
        Some(["5"])
    );
}

#[test]
fn the_white_space_of_a_literal_tells_it_from_a_value() {
    assert_eq!(
        read(RANGE, "参数 a取值应该介于1 取值应该介于  和  之间"),
        Some(["a取值应该介于1", "", ""])
    );
    let mismatch = &[Text("资源 "), Value(0), Text(" 不存在 "), Value(1)];
    assert_eq!(
        read(mismatch, "资源 的不存在 不存在 "),
        Some(["的不存在", ""])
    );
    assert_eq!(read(mismatch, "资源 x 不存在"), Some(["x", ""]));
}

#[test]
fn white_space_is_free_where_a_literal_is_the_start_of_a_later_one() {
    let chinese = &[Value(0), Text(" 在 "), Value(1), Text(" 在中 "), Value(2)];
    for text in [
        "a 在 b 在中 c",
        "a在b 在中 c",
        "a在b在中c",
        "a 在b在中 c",
        "a在 b  在中c",
    ] {
        assert_eq!(read(chinese, text), Some(["a", "b", "c"]), "{text}");
    }
    let english = &[Value(0), Text(" is "), Value(1), Text(" is not "), Value(2)];
    for text in ["a is b is not c", "a\tis b is not c", "a is\nb  is  not c"] {
        assert_eq!(read(english, text), Some(["a", "b", "c"]), "{text}");
    }
    let last = &[Value(0), Text(" 的 "), Value(1), Text(" 的值")];
    for text in ["a 的 b 的值", "a的b 的值", "a的b的值 "] {
        assert_eq!(read(last, text), Some(["a", "b"]), "{text}");
    }
}

#[test]
fn ascii_words_keep_their_distance() {
    assert_eq!(read(GONE, "the  resource x y  is gone"), Some(["x y"]));
    assert_eq!(read::<1>(GONE, "the resourceful is gone"), None);
    assert_eq!(read::<1>(GONE, "the resource this gone"), None);
    assert_eq!(read(GONE, "the resource  is gone"), Some([""]));
}

#[test]
fn a_placeholder_that_occurs_twice_has_one_value() {
    let twice = &[Value(0), Text(" 不等于 "), Value(0)];
    assert_eq!(read(twice, "x 不等于 x"), Some(["x"]));
    assert_eq!(read(twice, "x不等于  x\n"), Some(["x"]));
    assert_eq!(read(twice, " 不等于 "), Some([""]));
    assert_eq!(read::<1>(twice, "x 不等于 y"), None);
    assert_eq!(read::<1>(twice, "x 不等于 xx"), None);
}

#[test]
fn a_placeholder_that_occurs_twice_is_read_back_whatever_its_value() {
    let templates: [&[Piece]; 5] = [
        &[Value(0), Text(" = "), Value(0)],
        &[Text("<"), Value(0), Text(" = "), Value(0), Text(">")],
        &[Value(0), Text(" = "), Value(1), Text(", not "), Value(0)],
        &[
            Value(0),
            Text(" of "),
            Value(1),
            Text(" = "),
            Value(1),
            Text("!"),
        ],
        &[Value(0), Text(", "), Value(0), Text(", "), Value(1)],
    ];
    let own = "x = y = 资源 = ".repeat(500) + ">";
    for template in templates {
        for value in [
            "",
            "a",
            " = a".trim(),
            "a = b",
            "= = =",
            "a, not = a, not",
            &own,
        ] {
            let values = [value, "other"];
            let values = if template.contains(&Text(" of ")) {
                ["other", value]
            } else {
                values
            };
            let rendered = template.iter().map(|piece| match *piece {
                Text(text) => text,
                Value(index) => values[usize::from(index)],
            });
            let rendered: String = rendered.collect();
            let found = read::<2>(template, &rendered);
            let expected = match template.contains(&Value(1)) {
                true => values,
                false => [value, ""],
            };
            assert_eq!(found, Some(expected), "{template:?}");
        }
    }
}

/// All values with which some pieces say a text.
fn readings(pieces: &[Piece], text: &str, values: &mut [Option<String>; 3]) -> Vec<[String; 3]> {
    match pieces {
        [] if text.is_empty() => vec![values.clone().map(Option::unwrap_or_default)],
        [] => vec![],
        [Text(literal), more @ ..] => text
            .strip_prefix(literal)
            .map_or_else(Vec::new, |text| readings(more, text, values)),
        [Value(index), more @ ..] => {
            let index = usize::from(*index);
            let known = values[index].clone();
            let starts = (0..=text.len()).map(|end| text.split_at(end));
            let starts = starts.filter(|(value, _)| {
                value.trim() == *value && known.as_ref().is_none_or(|known| known == value)
            });
            let mut found = Vec::new();
            for (value, text) in starts {
                values[index] = Some(value.to_owned());
                found.extend(readings(more, text, values));
            }
            values[index] = known;
            found
        }
    }
}

#[test]
fn with_a_placeholder_that_occurs_twice_a_text_that_can_be_read_in_one_way_is_read_so() {
    let templates: [&[Piece]; 6] = [
        &[Value(0), Text("="), Value(0)],
        &[Text("a"), Value(0), Text(" "), Value(0)],
        &[Value(0), Text("="), Value(1), Text("="), Value(0)],
        &[Value(0), Text("="), Value(0), Text("a"), Value(1)],
        &[Value(0), Text(" "), Value(1), Text("="), Value(1)],
        &[
            Value(0),
            Text("="),
            Value(1),
            Text("="),
            Value(0),
            Text("="),
            Value(2),
            Text("a"),
        ],
    ];
    let mut decided = 0;
    for length in 0..9_u32 {
        for number in 0..3_usize.pow(length) {
            let letter = |at| ['a', '=', ' '][number / 3_usize.pow(at) % 3];
            let text: String = (0..length).map(letter).collect();
            for template in templates {
                let ways = readings(template, &text, &mut [const { None }; 3]);
                let found = read::<3>(template, &text);
                if let [only] = &ways[..] {
                    decided += 1;
                    let only = only.each_ref().map(String::as_str);
                    assert_eq!(found, Some(only), "{text:?} {template:?}");
                }
                assert!(ways.is_empty() || found.is_some(), "{text:?} {template:?}");
            }
        }
    }
    assert!(decided > 1_500, "{decided}");
}

#[test]
fn a_search_that_finds_nothing_ends() {
    let twice = &[
        Value(0),
        Text("a"),
        Value(1),
        Text("a"),
        Value(2),
        Text("a"),
        Value(0),
        Text("b"),
    ];
    assert_eq!(read::<3>(twice, &("a".repeat(100_000) + "cb")), None);
}

#[test]
fn a_template_without_text_takes_everything() {
    assert_eq!(
        read(&[Value(0), Text(" "), Value(1)], "x y z"),
        Some(["x", "y z"])
    );
    assert_eq!(
        read(&[Value(0), Text(" "), Value(1)], "x\ty z"),
        Some(["x\ty", "z"])
    );
    assert_eq!(
        read(&[Value(0), Text(" "), Value(1)], "x\tz"),
        Some(["x", "z"])
    );
    assert_eq!(read(&[Value(0)], " x y "), Some(["x y"]));
    assert_eq!(read(&[Value(0), Value(1)], "x"), Some(["", "x"]));
    assert_eq!(read(&[], ""), Some([]));
    assert_eq!(read::<0>(&[], "x"), None);
}

#[test]
fn nothing_may_stand_behind_a_message() {
    let plain = &[Text("it is gone")];
    assert_eq!(read(plain, "it is gone \n"), Some([]));
    assert_eq!(read::<0>(plain, "it is gone!"), None);
    assert_eq!(read::<0>(plain, "it is going and gone"), None);
}

#[test]
fn the_template_that_leaves_the_least_is_the_answer() {
    let template = |message, pieces, placeholders| Template {
        message,
        name: "",
        placeholders,
        pieces,
    };
    let any = template(0, &[Value(0), Text(" is gone")], &["a"]);
    let own = template(1, &[Text("it is gone")], &[]);
    let same = template(2, &[Text("it is gone")], &[]);
    assert_eq!(
        super::read(&[any, own, same], "it is gone"),
        Some((1, [""]))
    );
    assert_eq!(
        super::read(&[any, own, same], "x is gone"),
        Some((0, ["x"]))
    );
    assert_eq!(super::read::<1>(&[any, own, same], "x"), None);
}

#[test]
fn words_stay_apart_however_much_white_space_there_is() {
    assert_eq!(read::<1>(GONE, "the resource thisis  gone"), None);
    assert_eq!(read(GONE, "the  resource this  is  gone"), Some(["this"]));
    assert_eq!(read(GONE, "the resource is gone"), Some([""]));
    const BETWEEN: &[Piece] = &[Text("a "), Value(0), Text(" is "), Value(1), Text(" now")];
    assert_eq!(read::<2>(BETWEEN, "a thisis  b now"), None);
    assert_eq!(read(BETWEEN, "a  this  is  b now"), Some(["this", "b"]));
    assert_eq!(read(BETWEEN, "a is b now"), Some(["", "b"]));
}

#[test]
fn values_by_name_make_the_message_that_takes_the_most_of_them() {
    const fn template(message: u16, placeholders: &'static [&'static str]) -> Template {
        Template {
            message,
            name: "",
            placeholders,
            pieces: &[],
        }
    }
    let given = |name: &str| (name != "d").then_some("x");
    let made = |templates: &[Template]| filled::<2>(templates, given);
    let (none, one, two) = (
        template(0, &[]),
        template(1, &["a"]),
        template(2, &["a", "b"]),
    );
    let (other, lacking) = (template(3, &["c", "a"]), template(4, &["a", "d"]));
    assert_eq!(made(&[none]), None);
    assert_eq!(made(&[none, one, lacking]), Some((1, ["x", ""])));
    assert_eq!(made(&[one, two]), Some((2, ["x", "x"])));
    assert_eq!(made(&[two, one, lacking]), Some((2, ["x", "x"])));
    assert_eq!(made(&[one, two, other]), None);
    assert_eq!(made(&[lacking]), None);
}

#[test]
fn blanks_stand_behind_the_values() {
    assert_eq!(padded(["a", "b"]), ["a", "b", "", ""]);
}
