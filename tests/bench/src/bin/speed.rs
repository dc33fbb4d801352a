//! Times every subject, those of a group in turns, so that what else runs on the machine meets all of them
//! alike. Writes the fastest round of each to `results/speed.json`, in nanoseconds a question.
//! `speed GROUP` times the groups whose names begin so, and writes nothing.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use bench::Subject;

/// How many rounds of each subject are timed.
const ROUNDS: usize = 300;

fn main() {
    let only = std::env::args().nth(1);
    let mut subjects = bench::subjects();
    subjects.retain(|subject| {
        only.as_ref()
            .is_none_or(|only| subject.group.starts_with(only))
    });
    let mut results = Vec::new();
    for group in subjects.chunk_by(|one, other| one.group == other.group) {
        let fastest = fastest(group);
        print!("{:32}", group[0].group);
        for (subject, time) in group.iter().zip(&fastest) {
            print!("  {} {time:.1} ({:.2})", subject.name, time / fastest[0]);
            results.push(serde_json::json!({
                "group": subject.group, "name": subject.name, "ns": time,
            }));
        }
        println!();
    }
    if only.is_none() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("results/speed.json");
        let text = serde_json::to_string_pretty(&results).expect("JSON");
        fs::write(path, text + "\n").expect("a file");
    }
}

fn fastest(group: &[Subject]) -> Vec<f64> {
    let mut fastest = vec![f64::INFINITY; group.len()];
    for _ in 0..ROUNDS {
        for (fastest, subject) in fastest.iter_mut().zip(group) {
            // Once for the caches and the branches that the other subjects have taken.
            black_box((subject.round)());
            let start = Instant::now();
            black_box((subject.round)());
            let time = start.elapsed().as_secs_f64() * 1e9 / bench::ROUND as f64;
            *fastest = fastest.min(time);
        }
    }
    fastest
}
