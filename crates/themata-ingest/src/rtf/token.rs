//! The smallest parts of RTF: braces, control words, control symbols, bytes.

/// One part of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// A control word and its number, if it has one.
    Word(&'a [u8], Option<i32>),
    /// A control symbol: a backslash and something that is no letter.
    Symbol(u8),
    /// A byte that is written as two hexadecimal digits.
    Hex(u8),
    /// Bytes that stand for themselves.
    Run(&'a [u8]),
    /// Raw data, and whether the file ends before it does.
    Binary {
        cut: bool,
    },
}

/// Cuts a file into tokens, whatever its bytes are.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Tokens<'a> {
        Tokens { bytes, at: 0 }
    }

    /// What has not been read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Takes bytes as long as they are of a kind.
    fn take(&mut self, is_meant: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.rest();
        let len = rest.iter().position(|&byte| !is_meant(byte)).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    /// Reads what follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.rest().first()?;
        if first.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.at += 1;
        if first == b'\''
            && let [upper, lower, ..] = *self.rest()
            && let (Some(upper), Some(lower)) = (digit(upper), digit(lower))
        {
            self.at += 2;
            return Some(Token::Hex(upper << 4 | lower));
        }
        Some(Token::Symbol(first))
    }

    fn word(&mut self) -> Token<'a> {
        let name = self.take(|byte| byte.is_ascii_alphabetic());
        let parameter = self.parameter();
        if self.rest().first() == Some(&b' ') {
            self.at += 1;
        }
        if name != b"bin" {
            return Token::Word(name, parameter);
        }
        let len = parameter.and_then(|len| usize::try_from(len).ok()).unwrap_or(0);
        let left = self.rest().len();
        self.at += len.min(left);
        Token::Binary { cut: len > left }
    }

    fn parameter(&mut self) -> Option<i32> {
        let (is_negative, digits) = match *self.rest() {
            [b'-', digit, ..] if digit.is_ascii_digit() => {
                self.at += 1;
                (true, self.take(|byte| byte.is_ascii_digit()))
            }
            [digit, ..] if digit.is_ascii_digit() => {
                (false, self.take(|byte| byte.is_ascii_digit()))
            }
            _ => return None,
        };
        let number = digits.iter().fold(0i32, |number, digit| {
            number.saturating_mul(10).saturating_add(i32::from(digit - b'0'))
        });
        Some(if is_negative { -number } else { number })
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        // Line ends say nothing, and neither do the zeros that fill up some files.
        self.take(|byte| matches!(byte, b'\r' | b'\n' | 0));
        let first = *self.rest().first()?;
        match first {
            b'{' | b'}' => {
                self.at += 1;
                Some(if first == b'{' { Token::Open } else { Token::Close })
            }
            b'\\' => {
                self.at += 1;
                self.control()
            }
            _ => Some(Token::Run(
                self.take(|byte| !matches!(byte, b'\\' | b'{' | b'}' | b'\r' | b'\n' | 0)),
            )),
        }
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    #[track_caller]
    fn check(source: &[u8], expect: &[Token<'_>]) {
        let found: Vec<Token<'_>> = Tokens::of(source).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn words_end_at_one_space_or_at_what_is_no_part_of_them() {
        check(
            b"{\\b0  a\\par\r\nb}",
            &[
                Token::Open,
                Token::Word(b"b", Some(0)),
                Token::Run(b" a"),
                Token::Word(b"par", None),
                Token::Run(b"b"),
                Token::Close,
            ],
        );
        check(b"\\u-10179?", &[Token::Word(b"u", Some(-10179)), Token::Run(b"?")]);
        check(b"\\a- ", &[Token::Word(b"a", None), Token::Run(b"- ")]);
        check(b"\\a99999999999", &[Token::Word(b"a", Some(i32::MAX))]);
    }

    #[test]
    fn symbols_and_bytes() {
        check(
            b"\\'e9\\{\\'zz\\",
            &[Token::Hex(0xe9), Token::Symbol(b'{'), Token::Symbol(b'\''), Token::Run(b"zz")],
        );
    }

    #[test]
    fn raw_data_is_stepped_over() {
        check(b"\\bin3 {\\}b", &[Token::Binary { cut: false }, Token::Run(b"b")]);
        check(b"\\bin9 {{", &[Token::Binary { cut: true }]);
        check(b"\\bin-9 {", &[Token::Binary { cut: false }, Token::Open]);
    }
}
