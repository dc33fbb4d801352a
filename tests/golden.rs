//! The code that is generated for a small document is that of `tests/golden/catalogue.rs`, which is what reviewers
//! look at. `UPDATE_GOLDEN=1 cargo test --all-features --test golden` writes it anew.
#![cfg(feature = "generator")]

mod common;

use std::{env, fs};

use apigateway_errors::generator::{Options, emit};

#[test]
fn the_generated_code_is_that_of_the_golden_file() {
    let file = |name: &str| common::root().join("tests/golden").join(name);
    let [document, annotations] =
        ["errors.md", "annotations.md"].map(|name| fs::read(file(name)).expect("a file"));
    let report = common::report(&document, &annotations);
    let catalogue = report.catalogue();
    let catalogue = catalogue.unwrap_or_else(|| panic!("{}", common::rendered(&report)));
    let options = Options {
        document: "errors.md",
        runtime: "::apigateway_errors",
    };
    let text = emit(&catalogue, options).expect("Rust");
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(file("catalogue.rs"), &text).expect("a file");
    }
    let golden = fs::read_to_string(file("catalogue.rs")).expect("a file");
    assert!(
        text == golden,
        "UPDATE_GOLDEN=1 writes tests/golden/catalogue.rs anew"
    );
}
