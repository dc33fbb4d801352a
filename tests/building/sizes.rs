//! Compiled catalogues of several sizes find their names.

use crate::common::sandbox::Sandbox;
use crate::strange::{STRANGE, table_of};
use crate::{common, generated_for_another_crate};

/// A program that compares the lookup of each of some catalogues with a map of the names that it was made of.
const LOOKUPS: &str = r#"
use std::collections::HashMap;

macro_rules! catalogues {
    ($($module:ident $count:literal)*) => {
        $(mod $module {
            #![allow(dead_code)]
            include!(concat!(stringify!($module), ".rs"));
        })*

        fn main() {
            $({
                let text = include_str!(concat!(stringify!($module), ".txt"));
                let names: Vec<&str> = text.lines().collect();
                assert_eq!(names.len(), $count);
                let codes = $module::ErrorCode::ALL.iter().copied();
                let map: HashMap<&str, $module::ErrorCode> = names.iter().copied().zip(codes).collect();
                let mut lookups = 0;
                let mut agrees = |name: &str| {
                    lookups += 1;
                    assert_eq!($module::ErrorCode::from_name(name), map.get(name).copied(), "{name}");
                };
                for name in &names {
                    assert_eq!(map[name].as_str(), *name);
                    agrees(name);
                    agrees("");
                    agrees(&name.repeat(20));
                    for at in 0..name.len() {
                        agrees(&format!("{}Q{}", &name[..at], &name[at + 1..]));
                        agrees(&format!("{}é{}", &name[..at], &name[at..]));
                        agrees(&format!("{}{}", &name[..at], &name[at + 1..]));
                    }
                }
                println!("{} {lookups}", $count);
            })*
        }
    };
}

catalogues! { of1 1 of2 2 of3 3 of63 63 of64 64 of65 65 of300 300 of5000 5000 }
"#;

#[test]
fn compiled_catalogues_of_any_size_find_their_names_and_no_others() {
    let sandbox = Sandbox::new();
    let folder = sandbox.dependent("sizes");
    sandbox.write(&format!("{folder}/src/main.rs"), LOOKUPS);
    let sizes = [1, 2, 3, 63, 64, 65, 300, 5_000];
    for size in sizes {
        let name =
            |index: usize| format!("C{:X}_{}{index}", index * 7919, "LONG_".repeat(index % 11));
        let mut names: Vec<String> = (0..size).map(name).collect();
        names.sort();
        let rows = names
            .iter()
            .map(|name| (name.clone(), "{value} of it".to_owned()));
        let report = common::report(table_of(rows).as_bytes(), STRANGE.as_bytes());
        let text = generated_for_another_crate(&report);
        sandbox.write(&format!("{folder}/src/of{size}.rs"), text);
        sandbox.write(&format!("{folder}/src/of{size}.txt"), names.join("\n"));
    }
    let run = sandbox.cargo(&folder, &["run", "--quiet"]).succeeds();
    let said = run.stdout();
    let found = said
        .lines()
        .filter_map(|line| line.split(' ').next()?.parse().ok());
    assert_eq!(found.collect::<Vec<usize>>(), sizes, "{said}");
    assert!(!run.text().contains("warning"), "{}", run.text());
}
