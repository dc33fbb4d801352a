//! Nothing that is looked up, rendered or parsed allocates.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::fmt::Write;

use apigateway_errors::{
    AnyCode, ENTRIES, ErrorCode, GatewayError, Message, entries_with_status, entry,
};

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

// A global allocator cannot be written without it; the package itself forbids unsafe code.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static GLOBAL: Counting = Counting;

fn allocations(work: impl FnOnce()) -> usize {
    let before = ALLOCATIONS.get();
    work();
    ALLOCATIONS.get() - before
}

/// A writer with room for one message.
struct Buffer {
    bytes: [u8; 512],
    length: usize,
}

impl Write for Buffer {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let end = self.length + text.len();
        let room = self
            .bytes
            .get_mut(self.length..end)
            .ok_or(std::fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

#[test]
fn the_allocator_counts() {
    assert_eq!(allocations(|| drop(std::hint::black_box(Box::new(1)))), 1);
}

#[test]
fn lookups_allocate_nothing() {
    let count = allocations(|| {
        for known in ENTRIES {
            let name = known.code().as_str();
            assert_eq!(ErrorCode::from_name(name), Some(known.code()));
            assert!(entry(name, known.status()).is_some());
            assert!(!entries_with_status(known.status()).is_empty());
            assert!(!known.table().entries().is_empty());
        }
        assert!("NO_SUCH_CODE".parse::<ErrorCode>().is_err());
        assert_eq!(AnyCode::new("NO_SUCH_CODE").known(), None);
    });
    assert_eq!(count, 0);
}

#[test]
fn rendering_and_parsing_allocate_nothing() {
    let count = allocations(|| {
        for known in ENTRIES {
            for template in known.templates() {
                let mut buffer = Buffer {
                    bytes: [0; 512],
                    length: 0,
                };
                let mut values = [("", "值"); 8];
                let names = template.placeholders();
                values
                    .iter_mut()
                    .zip(names)
                    .for_each(|(value, name)| value.0 = name);
                template
                    .render(&values[..names.len()], &mut buffer)
                    .expect("room");
                let text = std::str::from_utf8(&buffer.bytes[..buffer.length]).expect("text");
                let message = Message::parse(known, text).expect("a message");
                assert!(Message::parse_any(text).is_some());
                let mut again = Buffer {
                    bytes: [0; 512],
                    length: 0,
                };
                write!(again, "{}", GatewayError::from(message).message()).expect("room");
                assert_eq!(again.bytes, buffer.bytes);
            }
        }
        assert_eq!(Message::parse_any("nothing like it"), None);
    });
    assert_eq!(count, 0);
}
