//! What reading, checking and emitting take against the number of rows, beside pulldown-cmark's own
//! pass over the same bytes; and the memory. Writes `results/generator.md`.

#[path = "../memory.rs"]
mod memory;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Instant;

use apigateway_errors::generator::source::Source;
use apigateway_errors::generator::{Options, Report, emit};
use bench::names;

fn main() {
    let mut text = String::from(
        "| rows | MB | pulldown-cmark, ms | read and checked, ms | ratio | memory, multiples of the document | emitted, µs a row |\n|-|-|-|-|-|-|-|\n",
    );
    for rows in [1_000, 5_000, 10_000, 19_000] {
        let document = names::document(&names::many(rows));
        let parsed = best(|| {
            let options = pulldown_cmark::Options::ENABLE_TABLES;
            pulldown_cmark::Parser::new_ext(&document, options).count();
        });
        let check = || {
            Report::new(
                Source::new("codes.md", document.as_bytes()),
                Source::new("annotations.md", names::ANNOTATIONS.as_bytes()),
            )
        };
        let (report, memory) = memory::most(check);
        let memory = memory as f64 / document.len() as f64;
        let checked = best(|| drop(check()));
        let catalogue = report.catalogue();
        let Some(catalogue) = catalogue else {
            let findings = report.findings.iter();
            let findings: Vec<String> = findings.map(|finding| report.render(finding)).collect();
            panic!("{rows} rows are not sound: {}", findings.join("\n"));
        };
        let emitted = {
            let options = Options {
                document: "codes.md",
                runtime: "::apigateway_errors",
            };
            best(|| drop(emit(&catalogue, options))) * 1e6 / rows as f64
        };
        let _ = writeln!(
            text,
            "| {rows} | {:.1} | {:.1} | {:.1} | {:.1} | {memory:.0} | {emitted:.0} |",
            document.len() as f64 / 1e6,
            parsed * 1e3,
            checked * 1e3,
            checked / parsed,
        );
    }
    print!("{text}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("results/generator.md");
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// The seconds of the fastest of five runs.
fn best(work: impl Fn()) -> f64 {
    let time = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    };
    (0..5).map(time).fold(f64::INFINITY, f64::min)
}
