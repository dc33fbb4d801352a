//! How property tests draw: the same cases in every run, so that a change fails by its own fault.
//! `PROPTEST_RNG_SEED` and `PROPTEST_CASES` draw others, and more.

use std::env;

use proptest::test_runner::{Config, RngSeed};

/// This many cases, unless the environment says otherwise.
pub(crate) fn cases(cases: u32) -> Config {
    let given = Config::default();
    let said = |name: &str| env::var_os(name).is_some();
    Config {
        cases: if said("PROPTEST_CASES") {
            given.cases
        } else {
            cases
        },
        rng_seed: if said("PROPTEST_RNG_SEED") {
            given.rng_seed
        } else {
            RngSeed::Fixed(1)
        },
        failure_persistence: None,
        ..given
    }
}
