//! Cuts what an adapter writes into lines, in bounded memory.

/// Bytes as they come in, and the lines in them.
#[derive(Debug)]
pub struct LineBuffer {
    bytes: Vec<u8>,
    /// Where the next line begins.
    start: usize,
    /// Up to where there is no line end: nothing is looked at twice.
    scanned: usize,
    /// Where the bytes that came in end.
    end: usize,
    max_line: usize,
}

/// A line is longer than it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong;

const CHUNK: usize = 128 * 1024;

impl LineBuffer {
    /// A buffer for lines of at most `max_line` bytes, their ends not counted.
    pub fn new(max_line: usize) -> Self {
        Self {
            bytes: vec![0; CHUNK],
            start: 0,
            scanned: 0,
            end: 0,
            max_line,
        }
    }

    /// Room for what comes in next. It never grows beyond one line and one chunk.
    pub fn room(&mut self) -> &mut [u8] {
        if self.start == self.end {
            (self.start, self.scanned, self.end) = (0, 0, 0);
        }
        if self.bytes.len() - self.end < CHUNK / 2 {
            self.bytes.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.scanned -= self.start;
            self.start = 0;
            if self.bytes.len() - self.end < CHUNK / 2 {
                self.bytes.resize(self.end + CHUNK, 0);
            }
        }
        &mut self.bytes[self.end..]
    }

    /// So many bytes were put into the room.
    pub fn filled(&mut self, count: usize) {
        self.end += count;
    }

    /// The next whole line without its end, if there is one.
    pub fn next_line(&mut self) -> Result<Option<&[u8]>, TooLong> {
        match memchr::memchr(b'\n', &self.bytes[self.scanned..self.end]) {
            Some(at) => {
                let (from, to) = (self.start, self.scanned + at);
                self.start = to + 1;
                self.scanned = self.start;
                if to - from > self.max_line {
                    return Err(TooLong);
                }
                Ok(Some(&self.bytes[from..to]))
            }
            None => {
                self.scanned = self.end;
                if self.end - self.start > self.max_line {
                    return Err(TooLong);
                }
                Ok(None)
            }
        }
    }

    /// What came in after the last line end.
    pub fn rest(&self) -> &[u8] {
        &self.bytes[self.start..self.end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(buffer: &mut LineBuffer, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let room = buffer.room();
            let count = room.len().min(bytes.len());
            room[..count].copy_from_slice(&bytes[..count]);
            buffer.filled(count);
            bytes = &bytes[count..];
        }
    }

    #[test]
    fn lines_come_out_as_they_went_in_however_they_are_cut() {
        let text: String = (0..2000).map(|n| "x".repeat(n % 300) + "\n").collect();
        for cut in [1, 7, 4096, text.len()] {
            let (mut buffer, mut seen) = (LineBuffer::new(300), String::new());
            for part in text.as_bytes().chunks(cut) {
                put(&mut buffer, part);
                while let Some(line) = buffer.next_line().expect("no line is too long") {
                    seen += std::str::from_utf8(line).expect("they are text");
                    seen += "\n";
                }
            }
            assert_eq!(seen, text);
        }
    }

    #[test]
    fn a_line_of_the_longest_length_passes_and_one_byte_more_does_not() {
        for (len, expected) in [(10, Ok(Some(&b"xxxxxxxxxx"[..]))), (11, Err(TooLong))] {
            let mut buffer = LineBuffer::new(10);
            put(&mut buffer, &[b"x".repeat(len), b"\n".to_vec()].concat());
            assert_eq!(buffer.next_line(), expected);
        }
    }

    #[test]
    fn a_line_without_an_end_is_refused_while_it_comes_and_takes_little_memory() {
        let mut buffer = LineBuffer::new(1 << 20);
        let mut taken = 0;
        while buffer.next_line() == Ok(None) {
            put(&mut buffer, &[b'x'; 4096]);
            taken += 4096;
        }
        assert!(taken <= (1 << 20) + 4096, "{taken}");
        assert!(buffer.bytes.len() <= (1 << 20) + 2 * CHUNK);
    }
}
