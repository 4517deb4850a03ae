//! Which `*`, `_` and `~~` are markup: the delimiter algorithm of CommonMark, section 6.2.

use super::inline::Token;

/// A run of delimiters.
pub(super) struct Run {
    pub(super) mark: char,
    /// How many of them are still there to be shown.
    pub(super) left: usize,
    count: usize,
    opens: bool,
    closes: bool,
}

impl Run {
    pub(super) fn new(
        mark: char,
        count: usize,
        before: Option<char>,
        behind: Option<char>,
    ) -> Run {
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_mark = |c: Option<char>| c.is_some_and(is_punctuation);
        let left_flanking =
            !is_space(behind) && (!is_mark(behind) || is_space(before) || is_mark(before));
        let right_flanking =
            !is_space(before) && (!is_mark(before) || is_space(behind) || is_mark(behind));
        let (opens, closes) = match mark {
            '_' => (
                left_flanking && (!right_flanking || is_mark(before)),
                right_flanking && (!left_flanking || is_mark(behind)),
            ),
            '~' => (left_flanking && count == 2, right_flanking && count == 2),
            _ => (left_flanking, right_flanking),
        };
        Run { mark, left: count, count, opens, closes }
    }

    /// Sums that are multiples of three do not pair where a run can do both; see rule 9.
    fn pairs_with(&self, opener: &Run) -> bool {
        self.mark == opener.mark
            && (!(self.opens || opener.closes)
                || !(self.count + opener.count).is_multiple_of(3)
                || (self.count.is_multiple_of(3) && opener.count.is_multiple_of(3)))
    }

    /// Runs of one kind look for the same openers.
    fn kind(&self) -> usize {
        let mark = match self.mark {
            '*' => 0,
            '_' => 1,
            _ => 2,
        };
        (mark * 2 + usize::from(self.opens)) * 3 + self.count % 3
    }
}

/// Pairs the runs, takes the paired delimiters away, and returns the pairs of tokens that
/// strong emphasis lies between.
pub(super) fn pair(tokens: &mut [Token]) -> Vec<(usize, usize)> {
    let mut strong = Vec::new();
    let mut openers: Vec<usize> = Vec::new();
    // How far down the stack it is known that a kind of closer finds nothing. This is what
    // keeps the search linear.
    let mut searched = [0usize; 18];
    for at in 0..tokens.len() {
        while let Token::Run(run) = &tokens[at] {
            if !run.closes || run.left == 0 {
                break;
            }
            let kind = run.kind();
            let bottom = searched[kind].min(openers.len());
            let found = openers[bottom..].iter().rposition(|&opener| match &tokens[opener] {
                Token::Run(opener) => run.pairs_with(opener),
                _ => false,
            });
            let Some(found) = found else {
                searched[kind] = openers.len();
                break;
            };
            let found = bottom + found;
            openers.truncate(found + 1);
            let opener = openers[found];
            let left = |token: &Token| if let Token::Run(run) = token { run.left } else { 0 };
            let both_two = left(&tokens[opener]) >= 2 && left(&tokens[at]) >= 2;
            let used = if both_two { 2 } else { 1 };
            for side in [opener, at] {
                if let Token::Run(run) = &mut tokens[side] {
                    run.left -= used;
                    if used == 2 && side == at && run.mark != '~' {
                        strong.push((opener, at));
                    }
                }
            }
            if left(&tokens[opener]) == 0 {
                openers.pop();
            }
            for bottom in &mut searched {
                *bottom = (*bottom).min(openers.len());
            }
        }
        if let Token::Run(run) = &tokens[at]
            && run.opens
            && run.left > 0
        {
            openers.push(at);
        }
    }
    strong
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}'
            | '\u{3008}'..='\u{3011}' | '¡' | '¿' | '«' | '»')
}
