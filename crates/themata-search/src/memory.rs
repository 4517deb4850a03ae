//! What the index holds of the words that were met before, close together.

use std::hash::BuildHasher;

use crate::hash::Quick;

/// Remembers a string for each word. A word and its string lie side by side in one long
/// string, so that finding them reaches into two places of the memory and not into five: for
/// most words of a text that takes longer than all the rest.
#[derive(Default)]
pub(crate) struct Memory {
    words: String,
    /// Where the words are: the place of each follows from its hash, or is the next free one.
    /// The length is a power of two, and more than half of it is free.
    slots: Vec<Slot>,
    count: usize,
    hasher: Quick,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    hash: u32,
    /// Where the word begins; its string follows it.
    start: u32,
    word: u16,
    /// The length of the string; no string is empty, so that zero tells a free slot.
    string: u16,
}

/// How long the remembered words may become before all are forgotten, in bytes.
const MOST: usize = 16 << 20;

impl Memory {
    /// What is remembered for a word.
    pub(crate) fn get(&self, word: &str) -> Option<&str> {
        let hash = self.hash(word);
        let mut at = self.first(hash)?;
        loop {
            let slot = self.slots[at];
            if slot.string == 0 {
                return None;
            }
            let (start, middle) =
                (slot.start as usize, slot.start as usize + slot.word as usize);
            if slot.hash == hash && self.words[start..middle] == *word {
                return Some(&self.words[middle..middle + slot.string as usize]);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// Remembers a string for a word that is not remembered yet. What is very long or empty is
    /// not worth remembering.
    pub(crate) fn put(&mut self, word: &str, string: &str) {
        let (Ok(word_len), Ok(string_len)) =
            (u16::try_from(word.len()), u16::try_from(string.len()))
        else {
            return;
        };
        if string.is_empty() {
            return;
        }
        if self.words.len() > MOST {
            *self = Memory::default();
        }
        if self.count * 2 >= self.slots.len() {
            self.grow();
        }
        let start = self.words.len() as u32;
        self.words.push_str(word);
        self.words.push_str(string);
        let hash = self.hash(word);
        self.occupy(Slot { hash, start, word: word_len, string: string_len });
        self.count += 1;
    }

    fn hash(&self, word: &str) -> u32 {
        (self.hasher.hash_one(word) >> 32) as u32
    }

    fn first(&self, hash: u32) -> Option<usize> {
        let last = self.slots.len().checked_sub(1)?;
        Some(hash as usize & last)
    }

    fn occupy(&mut self, slot: Slot) {
        let Some(mut at) = self.first(slot.hash) else { return };
        while self.slots[at].string > 0 {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = slot;
    }

    fn grow(&mut self) {
        let slots = vec![Slot::default(); (self.slots.len() * 2).max(1 << 12)];
        for slot in std::mem::replace(&mut self.slots, slots) {
            if slot.string > 0 {
                self.occupy(slot);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Memory;

    #[test]
    fn what_was_put_in_is_got_back() {
        let mut memory = Memory::default();
        assert_eq!(memory.get("wait"), None);
        let of = |number: u32| (format!("w{number}"), format!("the terms of {number}"));
        for number in 0..10_000 {
            let (word, string) = of(number);
            assert_eq!(memory.get(&word), None);
            memory.put(&word, &string);
        }
        for number in 0..10_000 {
            let (word, string) = of(number);
            assert_eq!(memory.get(&word), Some(string.as_str()));
        }
        assert_eq!(memory.get(""), None);
    }

    #[test]
    fn what_is_too_much_is_forgotten() {
        let mut memory = Memory::default();
        memory.put("long", &"a".repeat(70_000));
        assert_eq!(memory.get("long"), None);
        let long = "a".repeat(60_000);
        for number in 0..400 {
            memory.put(&number.to_string(), &long);
            assert_eq!(memory.get(&number.to_string()), Some(long.as_str()));
        }
        assert_eq!(memory.get("0"), None);
    }
}
