//! The memory that some work takes.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicIsize, Ordering};

/// Counts the bytes that are in use, and the most that ever were, while somebody asks.
struct Counting;

static ASKED: AtomicBool = AtomicBool::new(false);
static USED: AtomicIsize = AtomicIsize::new(0);
static MOST: AtomicIsize = AtomicIsize::new(0);

/// Adds to the bytes in use.
fn add(bytes: isize) {
    if ASKED.load(Ordering::Relaxed) {
        let used = USED.fetch_add(bytes, Ordering::Relaxed) + bytes;
        MOST.fetch_max(used, Ordering::Relaxed);
    }
}

// SAFETY: everything is passed on to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        add(layout.size() as isize);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        add(-(layout.size() as isize));
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// Does some work; with the result, the most bytes that it had in use at a time.
pub fn most<T>(work: impl FnOnce() -> T) -> (T, usize) {
    USED.store(0, Ordering::Relaxed);
    MOST.store(0, Ordering::Relaxed);
    ASKED.store(true, Ordering::Relaxed);
    let done = work();
    ASKED.store(false, Ordering::Relaxed);
    (done, MOST.load(Ordering::Relaxed) as usize)
}
