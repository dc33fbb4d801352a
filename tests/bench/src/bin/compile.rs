//! What the compiler takes for the generated code, beside what it takes for strum, phf and derives of
//! the same API; in seconds of CPU over an empty crate. And what a cold build of the crate takes,
//! beside its build dependencies alone. Writes `results/compile.json`. `compile SIZE` measures
//! catalogues of one size only, and writes nothing.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use apigateway_errors::generator::source::Source;
use apigateway_errors::generator::{Options, Report, emit};
use bench::names;

const SIZES: [usize; 3] = [24, 1_000, 10_000];

fn main() {
    let work = std::env::temp_dir().join("apigateway-errors-compile");
    let _ = fs::remove_dir_all(&work);
    let mut results = Vec::new();
    let only = std::env::args().nth(1).and_then(|size| size.parse().ok());
    let sizes = only.map_or_else(|| SIZES.to_vec(), |size: usize| vec![size]);
    for (profile, arguments) in [
        ("check", &["check"][..]),
        ("release", &["build", "--release"]),
    ] {
        let empty = seconds(&work, &format!("empty-{profile}"), "", arguments);
        for &size in &sizes {
            let names = names::many(size);
            let mut subjects = vec![
                ("ours", ours(&names)),
                ("strum + phf + thiserror", peers(&names, WRITTEN)),
            ];
            // For more, what parse-display generates takes the compiler all day.
            if size <= 1_000 {
                subjects.push(("strum + phf + parse-display", peers(&names, READ_BACK)));
            }
            for (subject, text) in subjects {
                let taken = seconds(&work, &format!("{profile}-{size}"), &text, arguments) - empty;
                println!("{profile} {size} {subject}: {taken:.2} s");
                results.push(serde_json::json!({
                    "what": profile, "size": size, "subject": subject, "seconds": taken,
                }));
                if let Some(bytes) = tables(&work.join("target").join(profile)) {
                    let bytes = bytes as f64 / size as f64;
                    println!("{profile} {size} {subject}: {bytes:.0} bytes a code");
                    results.push(serde_json::json!({
                        "what": "bytes", "size": size, "subject": subject, "bytes": bytes,
                    }));
                }
            }
        }
    }
    if only.is_some() {
        return;
    }
    let five = "proc-macro2 = { version = \"1.0.107\", default-features = false }\n\
                pulldown-cmark = { version = \"0.13.6\", default-features = false }\n\
                prettyplease = \"0.3\"\n\
                quote = { version = \"1.0.47\", default-features = false }\n\
                syn = { version = \"3.0.10\", default-features = false, features = [\"full\", \"parsing\"] }\n";
    for (subject, taken) in cold(
        &work,
        [
            ("ours", "apigateway-errors = { path = \"ROOT\" }\n", 6),
            ("its build dependencies alone", five, 6),
            ("tonic-prost-build", "tonic-prost-build = \"0.14\"\n", 2),
            ("typify", "typify = \"0.5\"\n", 2),
        ],
    ) {
        println!("cold {subject}: {taken:.2} s");
        results.push(serde_json::json!({ "what": "cold", "subject": subject, "seconds": taken }));
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("results/compile.json");
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    let text = serde_json::to_string_pretty(&results).expect("JSON");
    fs::write(path, text + "\n").expect("a file");
}

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the repository")
}

fn ours(names: &[String]) -> String {
    let report = Report::new(
        Source::new("codes.md", names::document(names).as_bytes()),
        Source::new("annotations.md", names::ANNOTATIONS.as_bytes()),
    );
    let options = Options {
        document: "codes.md",
        runtime: "::apigateway_errors",
    };
    emit(&report.catalogue().expect("a sound document"), options).expect("Rust")
}

/// How messages are derived: what makes them, the attribute of their template, and the type of values.
type Derived = (&'static str, &'static str, &'static str);

/// Messages that are written, but cannot be read.
const WRITTEN: Derived = (
    "Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error",
    "error",
    "&'static str",
);

/// Messages that are written and read back, as ours are.
const READ_BACK: Derived = (
    "Clone, Debug, PartialEq, Eq, Hash, parse_display::Display, parse_display::FromStr",
    "display",
    "String",
);

/// What a hand would write with the usual derives: the enum, names both ways, what the document says of
/// each, what stands under each status, and the messages with their values.
fn peers(names: &[String], (derives, attribute, value): Derived) -> String {
    let mut text = String::from(
        "#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumString, strum::Display, \
         strum::IntoStaticStr, strum::EnumIter, strum::AsRefStr)]\npub enum ErrorCode {\n",
    );
    for (index, name) in names.iter().enumerate() {
        let _ = writeln!(text, "#[strum(serialize = {name:?})] V{index},");
    }
    text += "}\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub struct Entry { pub code: ErrorCode, pub status: u16, \
             pub message: &'static str, pub solution: Option<&'static str>, pub line: u32 }\n\
             pub static ENTRIES: phf::Map<&'static str, Entry> = phf::phf_map! {\n";
    for (index, name) in names.iter().enumerate() {
        let (status, line) = (400 + index % 100, index + 5);
        let _ = writeln!(
            text,
            "{name:?} => Entry {{ code: ErrorCode::V{index}, status: {status}, message: \"the value {{value}} of \
             {index} is wrong\", solution: Some(\"ask\"), line: {line} }},"
        );
    }
    text += "};\npub static STATUSES: phf::Map<u16, &'static [ErrorCode]> = phf::phf_map! {\n";
    for status in 0..100.min(names.len()) {
        let codes = (status..names.len()).step_by(100);
        let codes: Vec<String> = codes.map(|index| format!("ErrorCode::V{index}")).collect();
        let _ = writeln!(text, "{}u16 => &[{}],", 400 + status, codes.join(", "));
    }
    let _ = writeln!(text, "}};\n#[derive({derives})]\npub enum Message {{");
    for (index, _) in names.iter().enumerate() {
        let _ = writeln!(
            text,
            "#[{attribute}(\"the value {{value}} of {index} is wrong\")] V{index} {{ value: {value} }},"
        );
    }
    text + "}\n"
}

const MANIFEST: &str = "[package]\nname = \"measured\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n";

/// The bytes of constant data in the library that was built last, as `size` of the binutils tells them.
fn tables(folder: &Path) -> Option<u64> {
    let output = Command::new("size")
        .arg("-A")
        .arg(folder.join("libmeasured.rlib"))
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let sections = text.lines().filter_map(|line| {
        let mut fields = line.split_whitespace();
        let constant =
            |name: &&str| name.starts_with(".rodata") || name.starts_with(".data.rel.ro");
        fields.next().filter(constant)?;
        fields.next()?.parse::<u64>().ok()
    });
    Some(sections.sum()).filter(|&bytes| bytes > 0)
}

/// The CPU seconds for one crate, its dependencies being built already: the best of three, where that does
/// not take all day.
fn seconds(work: &Path, name: &str, text: &str, arguments: &[&str]) -> f64 {
    let folder = work.join(name.replace(' ', "-"));
    let dependencies = "apigateway-errors = { path = \"ROOT\" }\nstrum = { version = \"0.27\", features = [\"derive\"] }\n\
                        phf = { version = \"0.13\", features = [\"macros\"] }\nthiserror = \"2\"\n\
                        parse-display = \"0.10\"\n";
    write(&folder, dependencies, text);
    run(&folder, work, arguments);
    let again = |round| {
        fs::write(folder.join("src/lib.rs"), format!("{text}\n// {round}\n")).expect("a file");
        run(&folder, work, arguments)
    };
    let rounds = if text.len() > 2_000_000 { 1 } else { 3 };
    (0..rounds).map(again).fold(f64::INFINITY, f64::min)
}

/// The CPU seconds for each crate with all of its dependencies: of several rounds, in which they take turns,
/// the best.
fn cold<const N: usize>(
    work: &Path,
    subjects: [(&'static str, &str, usize); N],
) -> [(&'static str, f64); N] {
    let folder = |subject: &str| work.join(format!("cold-{}", subject.replace(' ', "-")));
    for (subject, dependencies, _) in subjects {
        write(&folder(subject), dependencies, "");
        run(&folder(subject), work, &["fetch"]);
    }
    let mut best = subjects.map(|(subject, ..)| (subject, f64::INFINITY));
    for round in 0..6 {
        for (best, (subject, _, rounds)) in best.iter_mut().zip(subjects) {
            if round < rounds {
                let target = folder(subject).join(round.to_string());
                best.1 = best.1.min(run(&folder(subject), &target, &["build"]));
            }
        }
    }
    best
}

fn write(folder: &Path, dependencies: &str, text: &str) {
    fs::create_dir_all(folder.join("src")).expect("a folder");
    let root = root().to_string_lossy().into_owned();
    fs::write(
        folder.join("Cargo.toml"),
        format!("{MANIFEST}{}", dependencies.replace("ROOT", &root)),
    )
    .expect("a file");
    fs::write(folder.join("src/lib.rs"), text).expect("a file");
}

/// Runs Cargo and answers the CPU seconds of it and all its children.
fn run(folder: &Path, target: &Path, arguments: &[&str]) -> f64 {
    let before = children();
    let status = Command::new("cargo")
        .args(arguments)
        .arg("--quiet")
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .stdout(Stdio::null())
        .status()
        .expect("cargo runs");
    assert!(status.success(), "{}", folder.display());
    children() - before
}

/// The CPU seconds of all children that have ended (Linux: fields 16 and 17 of /proc/self/stat, in
/// hundredths).
fn children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux");
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<f64> = after_name
        .split_whitespace()
        .filter_map(|field| field.parse().ok())
        .collect();
    // The state, the first field after the name, is a letter and is left out.
    (fields[12] + fields[13]) / 100.0
}
