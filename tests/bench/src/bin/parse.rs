//! How long `Message::parse` takes for texts of ten families that nearly fit, from 1 KiB to 4 MiB: in
//! microseconds, and how many times as long as for a quarter of the text. Writes `results/parse.md`.

use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use apigateway_errors::row::Piece::{Text, Value};
use apigateway_errors::row::{Template, read};
use apigateway_errors::{Message, entry};

const KIB: [usize; 7] = [1, 4, 16, 64, 256, 1024, 4096];

/// The parts of a text, of which the second and the last are repeated up to its size; and who reads it.
struct Family {
    name: &'static str,
    start: &'static str,
    again: &'static str,
    end: &'static str,
    at_last: &'static str,
    read: fn(&str) -> bool,
}

fn forbidden(text: &str) -> bool {
    Message::parse(entry("HTTP_FORBIDDEN", 403).expect("an entry"), text).is_some()
}

fn range(text: &str) -> bool {
    Message::parse(entry("OUT_OF_RANGE", 400).expect("an entry"), text).is_some()
}

/// A template in which one placeholder occurs twice.
fn twice(text: &str) -> bool {
    const TWICE: Template = Template {
        message: 0,
        name: "",
        placeholders: &["a", "b"],
        pieces: &[
            Value(0),
            Text(" of "),
            Value(1),
            Text(" is not "),
            Value(0),
            Text("!"),
        ],
    };
    read::<2>(&[TWICE], text).is_some()
}

/// The same with three placeholders.
fn thrice(text: &str) -> bool {
    const THRICE: Template = Template {
        message: 0,
        name: "",
        placeholders: &["a", "b", "c"],
        pieces: &[
            Value(0),
            Text("a"),
            Value(1),
            Text("a"),
            Value(2),
            Text("a"),
            Value(0),
            Text("b"),
        ],
    };
    read::<3>(&[THRICE], text).is_some()
}

fn english(text: &str) -> bool {
    const ENGLISH: Template = Template {
        message: 0,
        name: "",
        placeholders: &["a", "b"],
        pieces: &[
            Text("the "),
            Value(0),
            Text(" is not a "),
            Value(1),
            Text(" is not"),
        ],
    };
    read::<2>(&[ENGLISH], text).is_some()
}

const FAMILIES: [Family; 10] = [
    Family {
        name: "the end over and over, then white space",
        start: "没有对资源 a 的 ",
        again: "权限",
        end: "x限",
        at_last: " ",
        read: forbidden,
    },
    Family {
        name: "a literal with white space, and the end with some",
        start: "没有对资源 ",
        again: "  的",
        end: "",
        at_last: "\t权限",
        read: forbidden,
    },
    Family {
        name: "white space alone",
        start: "没有对资源",
        again: " ",
        end: "",
        at_last: "\u{3000}",
        read: forbidden,
    },
    Family {
        name: "a literal of the middle over and over",
        start: "没有对资源 ",
        again: " 的x",
        end: "",
        at_last: "权限x",
        read: forbidden,
    },
    Family {
        name: "the start and the end, nothing between",
        start: "没有对资源 ",
        again: "权",
        end: "",
        at_last: " 权限",
        read: forbidden,
    },
    Family {
        name: "starts of literals",
        start: "参数 ",
        again: "取值应该介",
        end: "",
        at_last: "于 之间",
        read: range,
    },
    Family {
        name: "starts of literals with white space",
        start: "参数 ",
        again: "取值应该介于  ",
        end: "",
        at_last: "和  之",
        read: range,
    },
    Family {
        name: "English words with white space",
        start: "the ",
        again: "is   not   ",
        end: "is now",
        at_last: " is not an",
        read: english,
    },
    Family {
        name: "a placeholder twice",
        start: "",
        again: "a of b is not ",
        end: "c!",
        at_last: "a of a!",
        read: twice,
    },
    Family {
        name: "a placeholder twice among three",
        start: "",
        again: "a",
        end: "c",
        at_last: "b",
        read: thrice,
    },
];

fn main() {
    let mut table = String::from("| texts that nearly fit |");
    for size in KIB {
        let _ = write!(table, " {size} KiB |");
    }
    table += "\n|-|-|-|-|-|-|-|-|\n";
    for family in &FAMILIES {
        let _ = write!(table, "| {} |", family.name);
        let mut before = None;
        for size in KIB {
            let time = time(family, size << 10);
            let _ = match before {
                None => write!(table, " {time:.2} |"),
                Some(before) => write!(table, " {time:.2}, {:.1} × |", time / before),
            };
            before = Some(time);
        }
        table += "\n";
    }
    print!("{table}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("results/parse.md");
    let text = format!(
        "Microseconds that reading a message takes, and times as many as for a quarter of the text.\n\n{table}"
    );
    fs::write(path, text).expect("a file");
}

/// The fastest of some rounds, in microseconds.
fn time(family: &Family, size: usize) -> f64 {
    let Family {
        start,
        again,
        end,
        at_last,
        read,
        ..
    } = family;
    let half = |part: &str| part.repeat((size - start.len() - end.len()) / 2 / part.len());
    let text = format!("{start}{}{end}{}", half(again), half(at_last));
    let rounds = (1 << 22) / size + 3;
    let round = |_| {
        let begin = Instant::now();
        black_box(read(black_box(&text)));
        begin.elapsed().as_secs_f64() * 1e6
    };
    (0..rounds).map(round).fold(f64::INFINITY, f64::min)
}
