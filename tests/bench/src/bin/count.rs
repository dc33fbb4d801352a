//! Runs one subject some rounds, for callgrind to count the instructions:
//! `count SUBJECT ROUNDS`; without arguments, lists the subjects.

fn main() {
    let mut arguments = std::env::args().skip(1);
    let subjects = bench::subjects();
    let Some(wanted) = arguments.next() else {
        for subject in subjects {
            println!("{}/{}", subject.group, subject.name);
        }
        return;
    };
    let rounds: usize = arguments
        .next()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1);
    let named = |subject: &&bench::Subject| format!("{}/{}", subject.group, subject.name) == wanted;
    let subject = subjects.iter().find(named).expect("a subject");
    let sum: usize = (0..rounds).map(|_| (subject.round)()).sum();
    println!("{sum}");
}
