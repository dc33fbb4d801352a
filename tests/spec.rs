//! The document in `spec/`, whichever edition it is: it is sound, its checksum is right, and every lookup agrees
//! with it.
#![cfg(feature = "generator")]

mod common;

use apigateway_errors::{ENTRIES, ErrorCode, Table, entries_with_status, entry};
use common::{read, rendered, report, root};
use sha2::{Digest, Sha256};

#[test]
fn the_types_hold_what_the_document_says() {
    let file = |name: &str| read(&root().join("spec").join(name));
    let report = report(&file("error-codes.md"), &file("annotations.md"));
    let catalogue = report
        .catalogue()
        .unwrap_or_else(|| panic!("{}", rendered(&report)));
    let codes: Vec<&str> = catalogue.codes.iter().map(|code| &*code.name).collect();
    let ours: Vec<&str> = ErrorCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(ours, codes);
    let titles: Vec<&str> = catalogue.tables.iter().map(|table| &*table.title).collect();
    let ours: Vec<&str> = Table::ALL.iter().map(|table| table.title()).collect();
    assert_eq!(ours, titles);
    assert_eq!(ENTRIES.len(), catalogue.entries.len());
    for said in &catalogue.entries {
        let ours = entry(codes[said.code], said.status).expect("an entry");
        assert_eq!(
            (ours.message(), ours.solution()),
            (&*said.texts[0].message, said.texts[0].solution.as_deref())
        );
    }
}

#[test]
fn the_document_is_the_one_that_spec_records() {
    let sums = read(&root().join("spec/SHA256SUMS"));
    let digest: String = Sha256::digest(read(&root().join("spec/error-codes.md")))
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(
        String::from_utf8_lossy(&sums),
        format!("{digest}  error-codes.md\n")
    );
}

#[test]
fn every_lookup_finds_every_entry_and_nothing_that_is_not_there() {
    for &code in ErrorCode::ALL {
        assert_eq!(ErrorCode::from_name(code.as_str()), Some(code));
        assert_eq!(code.as_str().parse(), Ok(code));
        assert_eq!(ErrorCode::try_from(code.as_str()), Ok(code));
        assert_eq!(code.to_string(), code.as_str());
        assert!(!code.entries().is_empty());
        for found in code.entries() {
            assert_eq!(found.code(), code);
            assert_eq!(entry(code.as_str(), found.status()), Some(found));
        }
    }
    let mut by_status = 0;
    for status in 0..=u16::MAX {
        let found = entries_with_status(status);
        by_status += found.len();
        assert!(found.iter().all(|entry| entry.status() == status));
        assert!(found.is_sorted_by_key(|entry| entry.code()));
    }
    let by_table: usize = Table::ALL.iter().map(|table| table.entries().len()).sum();
    assert_eq!((by_status, by_table), (ENTRIES.len(), ENTRIES.len()));
    assert!(ErrorCode::ALL.is_sorted_by_key(|code| code.as_str()));
    for name in [
        "",
        "A",
        "NOT_FOUN",
        "NOT_FOUNDD",
        "not_found",
        "ZZZ",
        "错误",
    ] {
        assert_eq!(ErrorCode::from_name(name), None, "{name}");
        assert_eq!(
            name.parse::<ErrorCode>()
                .map_err(|error| error.name().to_owned()),
            Err(name.to_owned())
        );
    }
}
