/// A ZIP archive of one part that unpacks to so many zeros. What it says of its size is a lie, if
/// it is to lie.
pub(super) fn bomb(part: &str, zeros: u64, lies: bool) -> Vec<u8> {
    let packed = deflated(zeros);
    let said = if lies { 1000 } else { u32::try_from(zeros).unwrap_or(u32::MAX) };
    let mut archive = Vec::new();
    let common = |archive: &mut Vec<u8>| {
        // Version, flags, deflate, time, date, and a checksum that nobody gets to.
        for word in [20_u16, 0, 8, 0, 33] {
            archive.extend(word.to_le_bytes());
        }
        archive.extend(0_u32.to_le_bytes());
        archive.extend(u32::try_from(packed.len()).unwrap_or(u32::MAX).to_le_bytes());
        archive.extend(said.to_le_bytes());
        archive.extend(u16::try_from(part.len()).unwrap_or(0).to_le_bytes());
        archive.extend(0_u16.to_le_bytes());
    };
    archive.extend(b"PK\x03\x04");
    common(&mut archive);
    archive.extend(part.as_bytes());
    archive.extend(&packed);
    let directory = archive.len();
    archive.extend(b"PK\x01\x02\x14\x00");
    common(&mut archive);
    // Comment, disk, attributes inside and outside, and where the part begins.
    archive.extend([0; 14]);
    archive.extend(part.as_bytes());
    let length = archive.len() - directory;
    archive.extend(b"PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00");
    for place in [length, directory] {
        archive.extend(u32::try_from(place).unwrap_or(u32::MAX).to_le_bytes());
    }
    archive.extend(0_u16.to_le_bytes());
    archive
}

/// Zeros as deflate packs them with its fixed codes (RFC 1951, 3.2.6): one that is said, and then
/// again and again the 258 before.
fn deflated(zeros: u64) -> Vec<u8> {
    let mut bits = Bits::default();
    // The last block, with fixed codes; and the literal 0, which is 00110000.
    bits.put(0b011, 3);
    bits.put(0b0000_1100, 8);
    for _ in 0..(zeros - 1) / 258 {
        // Length 258 is code 285, 11000101; distance 1 is code 0, of five bits.
        bits.put(0b1010_0011, 8);
        bits.put(0, 5);
    }
    // The end of the block is code 256, of seven zeros.
    bits.put(0, 7);
    bits.put(0, 7);
    bits.bytes
}

/// Bits from the lowest of each byte upwards.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    waiting: u32,
    number: u32,
}

impl Bits {
    fn put(&mut self, bits: u32, number: u32) {
        self.waiting |= bits << self.number;
        self.number += number;
        while self.number >= 8 {
            self.bytes.push((self.waiting & 0xff) as u8);
            self.waiting >>= 8;
            self.number -= 8;
        }
    }
}
