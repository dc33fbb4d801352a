//! What small documents promise.
#![allow(dead_code, reason = "each test uses a part of this")]

use apigateway_errors::generator::change::Change;
use apigateway_errors::generator::contract::{Content, Contract, Reading};

use crate::common;

const ANNOTATIONS: &str = "## Tables\n\n| Title | Name |\n|-|-|\n| T | T |\n| U | U |\n\n\
    ## Literal words\n\n| Word | Reason |\n|-|-|\n| \\* | x |\n";

/// What a document of these tables promises: its rows are separated by `/`, and their cells by `|`.
pub(crate) fn contract(tables: &[(&str, &str)]) -> Contract {
    let mut document = String::from("# Codes\n\n");
    for (title, rows) in tables {
        document += &format!("## {title}\n\n| Code | Status | Message | Solution |\n|-|-|-|-|\n");
        for row in rows.split('/') {
            document += &format!("|{row}\n");
        }
        document += "\n";
    }
    let report = common::report(document.as_bytes(), ANNOTATIONS.as_bytes());
    let catalogue = report.draft();
    Contract::of(&catalogue.unwrap_or_else(|| panic!("{}", common::rendered(&report))))
}

/// What changed, as a line each.
pub(crate) fn told(changes: &[Change]) -> Vec<String> {
    let told = |change: &Change| {
        let entries: Vec<String> = change
            .entries
            .iter()
            .map(|(code, status)| format!("{code} {status}"))
            .collect();
        let (id, bump, message) = (change.check.id, change.bump, &change.message);
        format!("{id} {bump} [{}] {message}", entries.join(", "))
    };
    changes.iter().map(told).collect()
}

/// The contract of two entries, `A 400` and `B 401`, with a reading of each.
pub(crate) fn read_as(grpc: &str, retry: &str) -> Contract {
    let mut contract = contract(&[("T", "A|400|a||/B|401|b||")]);
    for promise in contract.entries.values_mut() {
        let Content::Whole { reading, .. } = &mut promise.content else {
            panic!("{promise:?}")
        };
        *reading = Some(Reading {
            grpc: grpc.to_owned(),
            retry: retry.to_owned(),
        });
    }
    contract
}
