//! What hostile documents cost against their size: checking them and printing all that there is to
//! say of them, and emitting code where nothing stands against it. Writes the table of `src/testing.md`.
//!
//! `limits NAME` measures only the inputs whose names hold `NAME`, and writes nothing. `limits NAME KIB`
//! works on each of them once, at that size, for callgrind to count the instructions.

#[path = "../memory.rs"]
mod memory;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use apigateway_errors::generator::source::Source;
use apigateway_errors::generator::{Options, Report, emit, report};

const SIZES: [usize; 3] = [1 << 20, 2 << 20, 4 << 20];
const HEAD: &str = "# A\n\n| Code | Status | Message | Solution |\n|-|-|-|-|\n";
const ANNOTATIONS: &str = "## Tables\n\n| Title | Name |\n|-|-|\n| A | A |\n\n";
const ANY_WORD: &str = "## Literal words\n\n| Word | Reason |\n|-|-|\n| \\* | x |\n\n";

/// A document and its annotations.
type Input = (String, String);

struct Cost {
    seconds: f64,
    bytes: usize,
    findings: usize,
    printed: usize,
    emitted: usize,
}

fn main() {
    let only = std::env::args().nth(1);
    if let Some(size) = std::env::args()
        .nth(2)
        .and_then(|size| size.parse::<usize>().ok())
    {
        for (_, make) in inputs()
            .iter()
            .filter(|(name, _)| Some(name) == only.as_ref())
        {
            let (document, annotations) = make(size << 10);
            fs::write(file(), document).expect("a file");
            println!("{:?}", work(&annotations));
        }
        return;
    }
    let mut table = String::from(
        "| what, up to 4 MiB | ms | twice the size, times the time | MB of memory | twice the size, times the memory | findings | KB printed | KB emitted |\n|-|-|-|-|-|-|-|-|\n",
    );
    for (name, make) in inputs() {
        if only.as_ref().is_some_and(|only| !name.contains(only)) {
            continue;
        }
        let costs = SIZES.map(|size| cost(&make(size)));
        let grown = |of: fn(&Cost) -> f64| {
            let [one, two, four] = costs.each_ref().map(of);
            format!("{:.1}, {:.1}", two / one, four / two)
        };
        let Cost {
            seconds,
            bytes,
            findings,
            printed,
            emitted,
        } = &costs[2];
        let row = format!(
            "| {name} | {:.0} | {} | {:.0} | {} | {findings} | {} | {} |\n",
            seconds * 1e3,
            grown(|cost| cost.seconds),
            *bytes as f64 / 1e6,
            grown(|cost| cost.bytes as f64),
            printed / 1_000,
            emitted / 1_000,
        );
        print!("{row}");
        let _ = write!(table, "{row}");
    }
    if only.is_none() {
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/testing.md");
        let old = fs::read_to_string(&page).expect("a page");
        let start = old.find(START).expect("a place for the table") + START.len();
        let end = old.find(END).expect("a place for the table");
        let new = format!("{}\n\n{table}\n{}", &old[..start], &old[end..]);
        fs::write(page, new).expect("a file");
    }
}

const START: &str = "<!-- measured by tests/bench/run.sh -->";
const END: &str = "<!-- end of what was measured -->";

/// The fastest of three runs.
fn cost((document, annotations): &Input) -> Cost {
    fs::write(file(), document).expect("a file");
    let runs = (0..3).map(|_| {
        let start = Instant::now();
        let ((findings, printed, emitted), bytes) = memory::most(|| work(annotations));
        let seconds = start.elapsed().as_secs_f64();
        Cost {
            seconds,
            bytes,
            findings,
            printed,
            emitted,
        }
    });
    runs.min_by(|one, two| one.seconds.total_cmp(&two.seconds))
        .expect("three runs")
}

/// Where the document stands.
fn file() -> PathBuf {
    std::env::temp_dir().join("apigateway-errors-limits.md")
}

/// What a build script does: how many findings, how many bytes to print, how many to compile.
fn work(annotations: &str) -> (usize, usize, usize) {
    let report = Report::new(
        report::read(&file()).expect("a document"),
        Source::new("annotations.md", annotations.as_bytes()),
    );
    let findings = report.findings.iter();
    let printed = findings.map(|finding| report.render(finding).len()).sum();
    let options = Options {
        document: "codes.md",
        runtime: "::apigateway_errors",
    };
    let text = report
        .catalogue()
        .map(|catalogue| emit(&catalogue, options).expect("Rust"));
    (
        report.findings.len(),
        printed,
        text.map_or(0, |text| text.len()),
    )
}

/// A text over and over, up to a size.
fn again(start: &str, text: &str, size: usize) -> String {
    start.to_owned() + &text.repeat((size - start.len()) / text.len())
}

/// Numbered lines, up to a size and to the limit of rows.
fn lines(start: &str, size: usize, line: impl Fn(usize) -> String) -> String {
    let rows = 19_900 * (size >> 10) / (SIZES[2] >> 10);
    let mut text = start.to_owned();
    for line in (0..rows).map(line) {
        if text.len() + line.len() > size {
            break;
        }
        text += &line;
    }
    text
}

/// A row whose message is a text over and over.
fn row(index: usize, text: &str, bytes: usize) -> String {
    format!(
        "| A{index} | 400 | {} | s |\n",
        text.repeat(bytes / text.len())
    )
}

fn words(count: usize) -> String {
    (0..count).map(|index| format!("w{index:x} ")).collect()
}

fn document(text: String) -> Input {
    (text, ANNOTATIONS.to_owned() + ANY_WORD)
}

/// Documents that are one text over and over.
const REPEATED: [(&str, &str, &str); 27] = [
    ("pipes", "", "|"),
    ("backticks", "", "`"),
    ("quotes", "", "> "),
    ("quotes in lists", "", "> - "),
    ("brackets", "", "["),
    ("links", "", "[a](b) "),
    ("emphasis", "", "*a "),
    ("open tags", "", "<a "),
    ("comments", "", "<!-- "),
    ("entities", "", "&#x202E;"),
    ("bidirectional characters", "", "\u{202E}"),
    ("control characters", "", "\u{1}"),
    ("byte order marks", "", "\u{FEFF}"),
    ("full-width pipes", "", "｜a\n"),
    ("html tables", "", "<table>\n\n"),
    ("rows in html", "<div>\n", "| a |\n\n"),
    ("fences", "", "```\n"),
    ("headings", "", "# x\n"),
    ("delimiter rows", "", "|-|-|\n"),
    ("lines without outer pipes", "", "a | b\n"),
    ("blank lines", "", "\n"),
    ("carriage returns", "", "\r"),
    ("backslashes", "", "\\"),
    ("a cell of %s", HEAD_OF_CELL, "%s "),
    ("a cell of <br>", HEAD_OF_CELL, "<br>"),
    ("a cell of braces", HEAD_OF_CELL, "{"),
    ("a cell of alternatives", HEAD_OF_CELL, "a;"),
];

const HEAD_OF_CELL: &str = "# A\n\n| Code | Status | Message | Solution |\n|-|-|-|-|\n| A | 400 | ";

type Make = Box<dyn Fn(usize) -> Input>;

fn inputs() -> Vec<(String, Make)> {
    let mut inputs: Vec<(String, Make)> = Vec::new();
    for (name, start, text) in REPEATED {
        let make = move |size| document(again(start, text, size));
        inputs.push((name.to_owned(), Box::new(make)));
    }
    let messages: [(&str, &str, usize); 9] = [
        ("rows of %s", "%s ", 4_000),
        ("rows of {x}", "{x} a ", 4_000),
        ("rows of braces", "{", 4_000),
        ("rows of tags", "<b>", 4_000),
        ("rows of <br>", "<br>", 4_000),
        ("rows of alternatives", "a{x};", 4_000),
        ("rows of 30 alternatives", "a{x}bcd;", 240),
        ("rows of entities", "&#x202E;", 4_000),
        ("rows of escapes", "\\|", 4_000),
    ];
    for (name, text, bytes) in messages {
        let make = move |size| document(lines(HEAD, size, |index| row(index, text, bytes)));
        inputs.push((name.to_owned(), Box::new(make)));
    }
    inputs.extend(distinct());
    inputs
}

/// Documents in which every row is another.
fn distinct() -> Vec<(String, Make)> {
    let mut inputs: Vec<(String, Make)> = Vec::new();
    let mut add = |name: &str, make: fn(usize) -> Input| {
        inputs.push((name.to_owned(), Box::new(make)));
    };
    add("plain rows", |size| {
        document(lines(HEAD, size, |index| {
            format!("| A{index} | 400 | x {{y}} {index} | s |\n")
        }))
    });
    add("one row over and over", |size| {
        document(lines(HEAD, size, |_| "| A | 400 | x | s |\n".to_owned()))
    });
    add("rows that contradict each other", |size| {
        document(lines(HEAD, size, |index| {
            format!("| A{} | 400 | x {index} | s |\n", index % 9)
        }))
    });
    add("codes that would be one variant", |size| {
        document(lines(HEAD, size, |index| {
            format!("| A{} | 400 | x | s |\n", "_".repeat(index % 60))
        }))
    });
    add("codes that are none", |size| {
        document(lines(HEAD, size, |index| {
            format!("| a{index} | 400 | x | s |\n")
        }))
    });
    add("statuses that are none", |size| {
        document(lines(HEAD, size, |index| {
            format!("| A{index} | x{index} | x | s |\n")
        }))
    });
    add("one row with many placeholders among plain ones", |size| {
        document(lines(HEAD, size, |index| {
            let text = if index == 0 {
                "%s ".repeat(1_300)
            } else {
                String::new()
            };
            format!("| A{index} | 400 | x {text} | s |\n")
        }))
    });
    add("rows cut off one by one", |size| {
        document(lines(HEAD, size, |index| {
            format!("| A{index} | 400 | x | s |\n\n")
        }))
    });
    add("rows with a list between", |size| {
        document(lines(HEAD, size, |index| {
            format!("| A{index} | 400 | x | s |\n- x\n")
        }))
    });
    add("tables of one row", |size| {
        let table = "| Code | Status | Message |\n|-|-|-|\n";
        document(lines("", size / 3, |index| {
            format!("# T{index}\n\n{table}| A{index} | 400 | x |\n\n")
        }))
    });
    add("rows of distinct {x}", |size| {
        document(lines(HEAD, size, |index| {
            let text: String = (0..500).map(|at| format!("{{a{at}}} ")).collect();
            row(index, &text, text.len())
        }))
    });
    add("rows of distinct words, none listed", |size| {
        let text = lines(HEAD, size, |index| {
            let text: String = (0..500).map(|at| format!("a{index}x{at} ")).collect();
            row(index, &text, text.len())
        });
        (text, ANNOTATIONS.to_owned())
    });
    add("a cell of distinct words, none listed", |size| {
        let text = format!("{HEAD_OF_CELL}{} | s |\n", words(size / 8));
        (text, ANNOTATIONS.to_owned())
    });
    add("annotations: words, all listed", |size| {
        let count = 19_000 * (size >> 10) / (SIZES[2] >> 10);
        let text = lines(HEAD, size, |index| {
            format!("| A{index} | 400 | w{index} | s |\n")
        });
        let listed: String = (0..count)
            .map(|index| format!("| w{index} | x |\n"))
            .collect();
        let head = "## Placeholders\n\n| Word | Meaning |\n|-|-|\n";
        (text, format!("{ANNOTATIONS}{head}{listed}"))
    });
    add("annotations: acceptances of what is not there", |size| {
        let head = "## Accepted findings\n\n| Check | Subject | Reason |\n|-|-|-|\n";
        let text = lines(HEAD, size, |index| format!("| A{index} | 299 | x | s |\n"));
        let accepted = lines("", size, |index| format!("| EC302 | B{index} 299 | x |\n"));
        (text, format!("{ANNOTATIONS}{ANY_WORD}{head}{accepted}"))
    });
    add("annotations: handling of every row", |size| {
        let head = "## Handling\n\n| Code | Status | gRPC | Retry | Reason |\n|-|-|-|-|-|\n";
        let text = lines(HEAD, size, |index| format!("| A{index} | 400 | x | s |\n"));
        let rows = lines("", size, |index| {
            format!("| A{index} | 400 | INTERNAL | never | x |\n")
        });
        (text, format!("{ANNOTATIONS}{ANY_WORD}{head}{rows}"))
    });
    add(
        "annotations: a correction for one row in a hundred",
        |size| {
            let head = "## Corrections\n\n| Text | Instead | Reason |\n|-|-|-|\n";
            let text = lines(HEAD, size, |index| {
                let status = if index % 100 == 0 { "4O4" } else { "404" };
                format!("| A{index} | {status} | x {index} | s |\n")
            });
            let rows: String = (0..text.matches("4O4").count())
                .map(|index| {
                    format!(
                        "| A{0} \\| 4O4 \\| x {0} | A{0} \\| 404 \\| x {0} | x |\n",
                        index * 100
                    )
                })
                .collect();
            (text, format!("{ANNOTATIONS}{ANY_WORD}{head}{rows}"))
        },
    );
    add("annotations: tables that are not there", |size| {
        let names = lines("", size, |index| format!("| T{index} | T{index} |\n"));
        (
            again(HEAD, "| A | 400 | x | s |\n", 1_000),
            format!("{}{names}", ANNOTATIONS.trim_end().to_owned() + "\n"),
        )
    });
    add("sixteen times as much: 16, 32 and 64 MiB", |size| {
        document(again(HEAD, "| A | 400 | x | s |\n", size * 16))
    });
    inputs
}
