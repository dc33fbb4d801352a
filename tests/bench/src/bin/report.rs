//! Reads what `speed` and `compile` have measured, counts instructions where valgrind is present,
//! and writes the tables and the plots of `results/`, and the most important lines of them into the README.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Who is shown beside us.
const PEERS: &[&str] = &["floor", "strum", "phf", "HashMap foldhash", "match"];

/// The groups that the README shows.
const HEADLINES: [&str; 5] = [
    "names/24 hits",
    "names/1000 hits",
    "statuses/hits",
    "messages/parse",
    "messages/render",
];

/// What each group is divided by, and what it is called.
const SHOWN: [(&str, &str, &[&str]); 22] = [
    (
        "names/24 hits",
        "name → code, the document's 24 names",
        PEERS,
    ),
    (
        "names/24 near misses",
        "the same, names that nearly match",
        PEERS,
    ),
    ("names/24 other misses", "the same, other names", PEERS),
    ("names/100 hits", "name → code, 100 names", PEERS),
    (
        "names/100 near misses",
        "the same, names that nearly match",
        PEERS,
    ),
    ("names/100 other misses", "the same, other names", PEERS),
    ("names/300 hits", "name → code, 300 names", PEERS),
    (
        "names/300 near misses",
        "the same, names that nearly match",
        PEERS,
    ),
    ("names/300 other misses", "the same, other names", PEERS),
    ("names/1000 hits", "name → code, 1,000 names", PEERS),
    (
        "names/1000 near misses",
        "the same, names that nearly match",
        PEERS,
    ),
    ("names/1000 other misses", "the same, other names", PEERS),
    (
        "names/1000 hostile hits",
        "name → code, 1,000 names with a long shared prefix",
        PEERS,
    ),
    (
        "names/1000 hostile near misses",
        "the same, names that nearly match",
        PEERS,
    ),
    (
        "names/1000 hostile other misses",
        "the same, other names",
        PEERS,
    ),
    (
        "names/10000 hits",
        "name → code, 10,000 names",
        &["floor", "phf", "HashMap foldhash", "binary search"],
    ),
    (
        "names/10000 near misses",
        "the same, names that nearly match",
        &["floor", "phf", "HashMap foldhash", "binary search"],
    ),
    (
        "names/10000 other misses",
        "the same, other names",
        &["floor", "phf", "HashMap foldhash", "binary search"],
    ),
    (
        "statuses/hits",
        "status → entries",
        &["floor", "match", "binary search"],
    ),
    (
        "statuses/misses",
        "the same, statuses without entries",
        &["floor", "match", "binary search"],
    ),
    (
        "messages/parse",
        "message → values",
        &["regex", "regex, places kept"],
    ),
    (
        "messages/render",
        "values → message",
        &["write!", "ours, as Display"],
    ),
];

fn main() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| here.join("target"), PathBuf::from);
    let results = here.join("results");
    fs::create_dir_all(&results).expect("a folder");
    let times = times(&results);
    let counts = counts(&target.join("release/count"), times.keys());
    let compile =
        fs::read_to_string(results.join("compile.json")).unwrap_or_else(|_| "[]".to_owned());
    let compile: Value = serde_json::from_str(&compile).expect("JSON");
    let machine = format!("Measured on {}.\n\n", machine());
    let figures = [
        "# Figures\n\n",
        &machine,
        "![Nanoseconds of a lookup by name, beside its peers](lookup.svg)\n\n",
        &speed_table(&times, &counts, |_| true),
        "\n![CPU seconds to compile the generated code, against the number of codes](compile.svg)\n\n",
        &compile_table(&compile),
        "\n# All times\n\n",
        &all_times(&times, &counts),
    ];
    fs::write(results.join("figures.md"), figures.concat()).expect("a file");
    let mut text = machine;
    text += &speed_table(&times, &counts, |group| HEADLINES.contains(&group));
    text += &compile_line(&compile);
    fs::write(results.join("lookup.svg"), lookup_plot(&times)).expect("a file");
    if compile.as_array().is_some_and(|rows| !rows.is_empty()) {
        fs::write(results.join("compile.svg"), compile_plot(&compile)).expect("a file");
    }
    let readme = here.join("../../README.md");
    let old = fs::read_to_string(&readme).expect("a README");
    if let (Some(start), Some(end)) = (old.find(START), old.find(END)) {
        fs::write(
            readme,
            format!(
                "{}{START}\n\n{}\n{}",
                &old[..start],
                text.trim_end(),
                &format!("\n{}", &old[end..])
            ),
        )
        .expect("a file");
    }
    print!("{text}");
}

const START: &str = "<!-- measured by tests/bench/run.sh -->";
const END: &str = "<!-- end of what was measured -->";

/// Nanoseconds an operation, by group and subject.
type Times = BTreeMap<(String, String), f64>;

/// What `speed` has measured.
fn times(results: &Path) -> Times {
    let text = fs::read_to_string(results.join("speed.json")).expect("speed has run");
    let rows: Value = serde_json::from_str(&text).expect("JSON");
    let rows = rows.as_array().expect("a list").iter();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let row = |row: &Value| {
        let time = row["ns"].as_f64().expect("a number");
        ((text(&row["group"]), text(&row["name"])), time)
    };
    rows.map(row).collect()
}

/// Whose instructions are counted.
const COUNTED: [&str; 4] = ["ours", "floor", "HashMap foldhash", "write!"];

/// Instructions an operation: those of eleven rounds without those of one.
fn counts<'a>(count: &Path, subjects: impl Iterator<Item = &'a (String, String)>) -> Times {
    let collected = |subject: &str, rounds: &str| -> Option<f64> {
        let output = Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(count)
            .args([subject, rounds])
            .output()
            .ok()?;
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        let line = text
            .lines()
            .find(|line| line.contains("Collected"))?
            .to_owned();
        line.split_whitespace().last()?.parse().ok()
    };
    let mut counts = Times::new();
    for (group, name) in subjects.filter(|(_, name)| COUNTED.contains(&name.as_str())) {
        let subject = format!("{group}/{name}");
        if let (Some(one), Some(eleven)) = (collected(&subject, "1"), collected(&subject, "11")) {
            counts.insert(
                (group.clone(), name.clone()),
                (eleven - one) / 10.0 / bench::ROUND as f64,
            );
        }
    }
    counts
}

fn machine() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .unwrap_or_default();
    let model = model.trim_start_matches([':', ' ', '\t']);
    let rustc = Command::new("rustc").arg("--version").output();
    let rustc = rustc
        .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
        .unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{model}, {cores} cores, {rustc}")
}

fn speed_table(times: &Times, counts: &Times, is_shown: impl Fn(&str) -> bool) -> String {
    let mut text = String::from(
        "| | ns | instructions | and the others take, in multiples of that |\n|-|-|-|-|\n",
    );
    for (group, title, peers) in SHOWN.into_iter().filter(|(group, ..)| is_shown(group)) {
        let key = |name: &str| (group.to_owned(), name.to_owned());
        let Some(ours) = times.get(&key("ours")) else {
            continue;
        };
        let instructions = counts
            .get(&key("ours"))
            .map_or_else(|| "–".to_owned(), |count| format!("{count:.0}"));
        let ratio = |name: &&str| {
            let other = times.get(&key(name))?;
            Some(format!("{name} {:.1}", other / ours))
        };
        let others: Vec<String> = peers.iter().filter_map(ratio).collect();
        let _ = writeln!(
            text,
            "| {title} | {ours:.1} | {instructions} | {} |",
            others.join(", ")
        );
    }
    text
}

fn all_times(times: &Times, counts: &Times) -> String {
    let mut text = String::from("| group | subject | ns | instructions |\n|-|-|-|-|\n");
    for ((group, name), time) in times {
        let count = counts.get(&(group.clone(), name.clone()));
        let count = count.map_or_else(|| "–".to_owned(), |count| format!("{count:.0}"));
        let _ = writeln!(text, "| {group} | {name} | {time:.2} | {count} |");
    }
    text
}

/// Seconds by what was done, size and subject.
fn compiled(results: &Value, what: &str, size: Option<u64>, subject: &str) -> Option<f64> {
    let found = results.as_array()?.iter().find(|row| {
        row["what"] == what && row["subject"] == subject && row["size"].as_u64() == size
    });
    found?["seconds"].as_f64()
}

/// One line about compiling a thousand codes, in the columns of the times.
fn compile_line(results: &Value) -> String {
    let of = |subject: &str| compiled(results, "check", Some(1_000), subject);
    let Some(ours) = of("ours") else {
        return String::new();
    };
    let peers = ["strum + phf + thiserror", "strum + phf + parse-display"];
    let ratio = |peer: &str| Some(format!("{peer} {:.1}", of(peer)? / ours));
    let peers: Vec<String> = peers.into_iter().filter_map(ratio).collect();
    format!(
        "| to compile 1,000 codes (`cargo check`) | {ours:.2} s | | {} |\n",
        peers.join(", ")
    )
}

fn compile_table(results: &Value) -> String {
    if results.as_array().is_none_or(Vec::is_empty) {
        return String::new();
    }
    let mut text = String::from(
        "| CPU seconds to compile | ours | strum + phf + thiserror, which reads no message back | times | \
         strum + phf + parse-display, which does | times |\n|-|-|-|-|-|-|\n",
    );
    for what in ["check", "release"] {
        for size in [24, 1_000, 10_000] {
            let of = |subject| compiled(results, what, Some(size), subject);
            if let (Some(ours), Some(peers)) = (of("ours"), of("strum + phf + thiserror")) {
                let _ = write!(
                    text,
                    "| {what}, {size} codes | {ours:.2} | {peers:.2} | {:.1} |",
                    peers / ours
                );
                text += &match of("strum + phf + parse-display") {
                    Some(peers) => format!(" {peers:.2} | {:.1} |\n", peers / ours),
                    None => " not measured | |\n".to_owned(),
                };
            }
        }
    }
    let bytes = |subject| {
        let row = results.as_array()?.iter().find(|row| {
            row["what"] == "bytes" && row["subject"] == subject && row["size"] == 1_000
        });
        row?["bytes"].as_f64()
    };
    if let (Some(ours), Some(peers)) = (bytes("ours"), bytes("strum + phf + thiserror")) {
        let _ = write!(
            text,
            "| bytes of tables and texts a code, of 1,000 | {ours:.0} | {peers:.0} | {:.1} |",
            peers / ours
        );
        let peers = bytes("strum + phf + parse-display").unwrap_or(f64::NAN);
        let _ = writeln!(text, " {peers:.0} | {:.1} |", peers / ours);
    }
    text += "\n| CPU seconds of a cold debug build | | times the dependencies |\n|-|-|-|\n";
    let subjects = "ours/its build dependencies alone/tonic-prost-build/typify";
    for subject in subjects.split('/') {
        if let Some(taken) = compiled(results, "cold", None, subject) {
            let name = if subject == "ours" {
                "this crate, no feature"
            } else {
                subject
            };
            let five = compiled(results, "cold", None, "its build dependencies alone");
            let _ = writeln!(
                text,
                "| {name} | {taken:.1} | {:.2} |",
                taken / five.unwrap_or(taken)
            );
        }
    }
    text
}

const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"800\" height=\"HEIGHT\" font-family=\"sans-serif\" font-size=\"13\">\n\
                    <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n";

/// Bars: nanoseconds for a name of the document.
fn lookup_plot(times: &Times) -> String {
    let mut rows: Vec<(&str, f64)> = times
        .iter()
        .filter(|((group, _), _)| group == "names/24 hits")
        .map(|((_, name), time)| (name.as_str(), *time))
        .collect();
    rows.sort_by(|left, right| left.1.total_cmp(&right.1));
    let most = rows.iter().map(|row| row.1).fold(1.0, f64::max);
    let mut text = HEAD.replace("HEIGHT", &(50 + rows.len() * 28).to_string());
    let _ = writeln!(
        text,
        "<text x=\"10\" y=\"22\" font-weight=\"bold\">Name to code, 24 names, ns a lookup (hits)</text>"
    );
    for (index, (name, time)) in rows.iter().enumerate() {
        let y = 40 + index * 28;
        let colour = if *name == "ours" {
            "#c0392b"
        } else {
            "#7f8c8d"
        };
        let _ = writeln!(
            text,
            "<text x=\"140\" y=\"{}\" text-anchor=\"end\">{name}</text>\n<rect x=\"150\" y=\"{y}\" width=\"{:.0}\" height=\"20\" fill=\"{colour}\"/>\n<text x=\"{:.0}\" y=\"{}\">{time:.1}</text>",
            y + 15,
            time / most * 480.0,
            156.0 + time / most * 480.0,
            y + 15,
        );
    }
    text + "</svg>\n"
}

/// Lines: CPU seconds of a release build against the number of codes, both on a logarithmic scale.
fn compile_plot(results: &Value) -> String {
    let mut text = HEAD.replace("HEIGHT", "420");
    text += "<text x=\"10\" y=\"22\" font-weight=\"bold\">CPU seconds to compile in release, against the number of codes (both logarithmic)</text>\n";
    let x = |size: f64| 80.0 + (size.log10() - 1.0) / 3.2 * 560.0;
    let y = |seconds: f64| 360.0 - (seconds.max(0.005).log10() + 2.3) / 4.3 * 310.0;
    for seconds in [0.01, 0.1, 1.0, 10.0, 100.0] {
        let _ = writeln!(
            text,
            "<path d=\"M80 {0:.0}H640\" stroke=\"#ddd\"/><text x=\"70\" y=\"{0:.0}\" text-anchor=\"end\">{seconds}</text>",
            y(seconds)
        );
    }
    for size in [24_u64, 1_000, 10_000] {
        let _ = writeln!(
            text,
            "<text x=\"{:.0}\" y=\"385\" text-anchor=\"middle\">{size}</text>",
            x(size as f64)
        );
    }
    for (subject, colour) in [
        ("ours", "#c0392b"),
        ("strum + phf + thiserror", "#7f8c8d"),
        ("strum + phf + parse-display", "#2c3e50"),
    ] {
        let points: Vec<(f64, f64)> = [24_u64, 1_000, 10_000]
            .into_iter()
            .filter_map(|size| {
                Some((
                    x(size as f64),
                    y(compiled(results, "release", Some(size), subject)?),
                ))
            })
            .collect();
        let path: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{x:.0} {y:.0}"))
            .collect();
        let _ = writeln!(
            text,
            "<path d=\"M{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            path.join("L")
        );
        if let Some((x, y)) = points.last() {
            let _ = writeln!(
                text,
                "<text x=\"{:.0}\" y=\"{:.0}\" fill=\"{colour}\">{subject}</text>",
                x + 6.0,
                y
            );
        }
    }
    text + "</svg>\n"
}
