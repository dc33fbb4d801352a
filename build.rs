//! Generates the catalogue from the document in `spec/`, or says why not.
#![forbid(unsafe_code)]

#[allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "the library and the command line use the rest"
)]
#[path = "src/generator/mod.rs"]
mod generator;

fn main() {
    generator::Script {
        document: "spec/error-codes.md",
        annotations: "spec/annotations.md",
        runtime: "crate",
        out: "catalogue.rs",
    }
    .run();
}
