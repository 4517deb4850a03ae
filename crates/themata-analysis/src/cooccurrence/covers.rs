//! What codes cover: the code points of their excerpts, each counted once, and the stretches
//! that these make.

use super::buckets::Buckets;
use super::marks::Mark;
use super::rows::Row;

/// What the codes of some documents cover.
pub(super) struct Covers {
    codes: usize,
    /// The number of code points that each code covers, whoever gave it.
    pub(super) characters: Vec<u64>,
    /// The number of stretches that each code covers, whoever gave it.
    pub(super) stretches: Vec<u64>,
    /// What each lane covers with each code, in the order of documents and starts.
    pieces: Vec<Piece>,
    /// What each code covers, whoever gave it, in the order of documents and starts.
    wholes: Vec<[u32; 2]>,
    /// What pieces of one lane share, by the first code and in the order of its starts.
    shared: Vec<(u32, Sharing)>,
    documents: u32,
    /// Where the document that is added begins, if one follows the other.
    offset: u32,
    /// For each lane and code its last piece so far, for each code its last whole.
    last_piece: Vec<u32>,
    last_whole: Vec<u32>,
    open: Vec<Vec<u32>>,
}

/// A stretch that one lane gave a code throughout, as long as it goes.
struct Piece {
    start: u32,
    end: u32,
    lane: u32,
    code: u32,
    /// The document, counted from 1.
    document: u32,
    /// Its place in `wholes`, counted from 1.
    whole: u32,
}

/// What two pieces of one lane that overlap share. The first has the code that stands first
/// in the codebook. It says itself what is counted, because those of one code lie far apart
/// among the pieces, and looking there costs more than counting.
#[derive(Clone, Copy, Default)]
struct Sharing {
    second: u32,
    start: u32,
    end: u32,
    /// The places of the pieces.
    pieces: [u32; 2],
}

/// What of a shared stretch is counted as n12.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shared {
    /// Something else: stretches and code points stand beside it.
    Beside,
    /// Its code points.
    Characters,
    /// Itself.
    Stretches,
}

impl Covers {
    /// Nothing yet, of documents with about so many codings.
    pub(super) fn new(codes: usize, lanes: usize, codings: usize) -> Covers {
        Covers {
            codes,
            characters: vec![0; codes],
            stretches: vec![0; codes],
            pieces: Vec::with_capacity(codings),
            wholes: Vec::with_capacity(codings),
            shared: Vec::with_capacity(codings),
            documents: 0,
            offset: 0,
            last_piece: vec![u32::MAX; lanes * codes],
            last_whole: vec![u32::MAX; codes],
            open: vec![Vec::new(); lanes],
        }
    }

    /// Adds a document of so many code points.
    pub(super) fn add(&mut self, marks: &[Mark], len: u32) {
        self.documents += 1;
        let begun = self.pieces.len();
        for mark in marks.iter().filter(|mark| !mark.span.is_empty()) {
            self.cover(mark);
        }
        self.overlaps(begun);
        // A text does not end where the next begins, so nothing joins across documents.
        self.offset = self.offset.saturating_add(len).saturating_add(1);
    }

    fn cover(&mut self, mark: &Mark) {
        let [start, end] =
            [mark.span.start(), mark.span.end()].map(|at| self.offset.saturating_add(at));
        let code = mark.code as usize;

        let last = &mut self.last_whole[code];
        match self.wholes.get_mut(*last as usize) {
            Some([_, open]) if start <= *open => {
                self.characters[code] += u64::from(end.saturating_sub(*open));
                *open = end.max(*open);
            }
            _ => {
                *last = self.wholes.len() as u32;
                self.wholes.push([start, end]);
                self.stretches[code] += 1;
                self.characters[code] += u64::from(end - start);
            }
        }
        let whole = *last + 1;

        let last = &mut self.last_piece[mark.lane as usize * self.codes + code];
        match self.pieces.get_mut(*last as usize) {
            Some(open) if start <= open.end => open.end = open.end.max(end),
            _ => {
                *last = self.pieces.len() as u32;
                let (lane, code, document) = (mark.lane, mark.code, self.documents);
                self.pieces.push(Piece { start, end, lane, code, document, whole });
            }
        }
    }

    /// Walks the pieces of a document by their starts, in each lane apart; what has not ended
    /// yet overlaps the next.
    fn overlaps(&mut self, begun: usize) {
        self.open.iter_mut().for_each(Vec::clear);
        for now in begun..self.pieces.len() {
            let piece = &self.pieces[now];
            let open = &mut self.open[piece.lane as usize];
            open.retain(|&earlier| self.pieces[earlier as usize].end > piece.start);
            // The pieces of one code in one lane do not overlap, so the code is another one.
            for &earlier in open.iter() {
                let other = &self.pieces[earlier as usize];
                let (start, end) = (piece.start, piece.end.min(other.end));
                let now = now as u32;
                let (first, second, pieces) = if other.code > piece.code {
                    (piece.code, other.code, [now, earlier])
                } else {
                    (other.code, piece.code, [earlier, now])
                };
                self.shared.push((first, Sharing { second, start, end, pieces }));
            }
            open.push(now as u32);
        }
    }

    /// What there is to count for pairs of codes.
    pub(super) fn by_code(&self) -> CoversByCode<'_> {
        let of_code = Buckets::of(self.codes, self.shared.iter().copied());
        CoversByCode { covers: self, of_code }
    }
}

/// What pieces share in the order of their first codes.
pub(super) struct CoversByCode<'a> {
    covers: &'a Covers,
    of_code: Buckets<Sharing>,
}

impl CoversByCode<'_> {
    /// At most so many pairs of codes share something.
    pub(super) fn most(&self) -> usize {
        self.of_code.all().len()
    }

    /// Counts the pairs whose first code is this one.
    pub(super) fn count(&self, code: u32, shared: Shared, row: &mut Row) {
        for sharing in self.of_code.get(code) {
            let counter = row.counter(sharing.second);
            counter.cover(sharing.start, sharing.end);
            if shared == Shared::Beside {
                continue;
            }
            let [first, second] =
                sharing.pieces.map(|piece| &self.covers.pieces[piece as usize]);
            counter.in_document(first.document);
            counter.meets_first(first.whole);
            counter.meets_second(second.whole);
            counter.n12 = u64::from(match shared {
                Shared::Characters => counter.details.characters,
                _ => counter.details.spans,
            });
        }
    }
}
