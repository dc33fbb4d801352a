//! Times every subject. The times are of a round; `report` divides them.

use criterion::{Criterion, criterion_group, criterion_main};

fn speed(criterion: &mut Criterion) {
    for subject in bench::subjects() {
        let mut group = criterion.benchmark_group(subject.group);
        group.bench_function(subject.name, |bencher| bencher.iter(|| (subject.round)()));
        group.finish();
    }
}

criterion_group! {
    name = all;
    config = Criterion::default()
        .warm_up_time(core::time::Duration::from_millis(200))
        .measurement_time(core::time::Duration::from_millis(800));
    targets = speed
}
criterion_main!(all);
