//! Generates each set of names in our form and in that of the peers.

#[path = "src/names.rs"]
mod names;

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use apigateway_errors::generator::source::Source;
use apigateway_errors::generator::{Options, Report, emit};

fn main() {
    println!("cargo::rerun-if-changed=src/names.rs");
    let sets = [
        ("many100", names::many(100)),
        ("many300", names::many(300)),
        ("many1000", names::many(1_000)),
        ("hostile1000", names::hostile(1_000)),
        ("many10000", names::many(10_000)),
    ];
    let out = env::var("OUT_DIR").expect("cargo sets it");
    for (set, names) in sets {
        let write = |kind: &str, text: String| {
            fs::write(Path::new(&out).join(format!("{set}_{kind}.rs")), text).expect("a file");
        };
        write("ours", ours(&names));
        write("peers", peers(&names, names.len() <= 1_000));
    }
    let document = apigateway_errors::ErrorCode::ALL
        .iter()
        .map(|code| code.as_str().to_owned());
    let text = peers(&document.collect::<Vec<_>>(), true);
    fs::write(Path::new(&out).join("document_peers.rs"), text).expect("a file");
}

fn ours(names: &[String]) -> String {
    let report = Report::new(
        Source::new("codes.md", names::document(names).as_bytes()),
        Source::new("annotations.md", names::ANNOTATIONS.as_bytes()),
    );
    let catalogue = report.catalogue().expect("a sound document");
    let options = Options {
        document: "codes.md",
        runtime: "::apigateway_errors",
    };
    emit(&catalogue, options).expect("Rust")
}

/// A strum enum, a phf map and a `match` of the same names. The two that are compiled to comparisons
/// are left out where that takes minutes.
fn peers(names: &[String], compared: bool) -> String {
    let mut text = String::new();
    let mut map = phf_codegen::Map::new();
    for (index, name) in names.iter().enumerate() {
        map.entry(name.as_str(), index.to_string());
    }
    let _ = writeln!(
        text,
        "pub static PHF: phf::Map<&'static str, u16> = {};",
        map.build()
    );
    if !compared {
        return text;
    }
    text += "#[derive(Clone, Copy, strum::EnumString)]\n#[repr(u16)]\npub enum Strum {\n";
    for (index, name) in names.iter().enumerate() {
        let _ = writeln!(text, "#[strum(serialize = \"{name}\")] V{index},");
    }
    text += "}\npub fn matched(name: &str) -> Option<u16> {\n    Some(match name {\n";
    for (index, name) in names.iter().enumerate() {
        let _ = writeln!(text, "{name:?} => {index},");
    }
    text + "_ => return None,\n})\n}\n"
}
