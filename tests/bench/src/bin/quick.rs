//! Times every subject shortly, the subjects of a group in turns, and prints the fastest round of each.
//! `quick [GROUP]` times the groups that begin so.

use std::time::Instant;

fn main() {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let subjects = bench::subjects();
    let subjects: Vec<_> = subjects.iter().filter(|subject| subject.group.starts_with(&wanted)).collect();
    for group in subjects.chunk_by(|one, other| one.group == other.group) {
        let mut best = vec![f64::INFINITY; group.len()];
        for _ in 0..60 {
            for (best, subject) in best.iter_mut().zip(group) {
                std::hint::black_box((subject.round)());
                let start = Instant::now();
                std::hint::black_box((subject.round)());
                std::hint::black_box((subject.round)());
                *best = best.min(start.elapsed().as_secs_f64() / 2.0);
            }
        }
        print!("{:28}", group[0].group);
        for (best_of, subject) in best.iter().zip(group) {
            let nanos = best_of * 1e9 / bench::ROUND as f64;
            print!(" {} {nanos:.1} ({:.2})", subject.name, best_of / best[0]);
        }
        println!();
    }
}
