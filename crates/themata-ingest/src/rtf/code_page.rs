//! Code pages: which characters the bytes of a font stand for.

use encoding_rs::{Encoding, MACINTOSH, UTF_8, WINDOWS_1252};

use crate::symbol::{symbol, wingding};

/// How bytes become characters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum CodePage {
    Known(&'static Encoding),
    /// What is taken in the place of a code page of which only the number is known.
    Instead(&'static Encoding, i32),
    /// A table of what the bytes from 0x80 on stand for.
    Upper(&'static str),
    /// The fonts that show pictures in the place of letters.
    Symbol,
    Wingdings,
}

/// The code page of a file that declares none.
pub(super) const ANSI: i32 = 1252;
pub(super) const MAC: i32 = 10_000;

impl CodePage {
    pub(super) const DEFAULT: CodePage = CodePage::Known(WINDOWS_1252);

    /// The code page of a number, or `None` if this crate does not know it.
    pub(super) fn numbered(number: i32) -> Option<CodePage> {
        let name = match number {
            437 => return Some(CodePage::Upper(IBM_437)),
            850 | 858 => return Some(CodePage::Upper(IBM_850)),
            MAC => return Some(CodePage::Known(MACINTOSH)),
            708 => "iso-8859-6".to_owned(),
            866 => "ibm866".to_owned(),
            874 | 10_021 => "windows-874".to_owned(),
            932 | 10_001 => "shift_jis".to_owned(),
            936 | 10_008 | 20_936 => "gbk".to_owned(),
            949 | 10_003 | 51_949 => "euc-kr".to_owned(),
            950 | 10_002 => "big5".to_owned(),
            1250..=1258 => format!("windows-{number}"),
            10_007 | 10_017 => "x-mac-cyrillic".to_owned(),
            20_866 => "koi8-r".to_owned(),
            21_866 => "koi8-u".to_owned(),
            28_591..=28_606 => format!("iso-8859-{}", number - 28_590),
            51_932 => "euc-jp".to_owned(),
            54_936 => "gb18030".to_owned(),
            65_001 => "utf-8".to_owned(),
            _ => return None,
        };
        Encoding::for_label(name.as_bytes()).map(CodePage::Known)
    }

    /// The code page of a number, or what comes nearest to it.
    pub(super) fn nearest(number: i32) -> CodePage {
        let instead = match number {
            10_000..=10_099 => MACINTOSH,
            _ => WINDOWS_1252,
        };
        CodePage::numbered(number).unwrap_or(CodePage::Instead(instead, number))
    }

    /// Whether the lower half of the code page is ASCII.
    pub(super) fn has_ascii(self) -> bool {
        !matches!(self, CodePage::Symbol | CodePage::Wingdings)
    }

    pub(super) fn is_utf8(self) -> bool {
        self == CodePage::Known(UTF_8)
    }

    /// Decodes bytes, and says whether some of them mean nothing.
    pub(super) fn decode(self, bytes: &[u8]) -> (String, bool) {
        let upper: &dyn Fn(u8) -> Option<char> = match self {
            CodePage::Known(encoding) | CodePage::Instead(encoding, _) => {
                let (text, replaced) = encoding.decode_without_bom_handling(bytes);
                return (text.into_owned(), replaced);
            }
            CodePage::Upper(table) => &|byte| match byte.checked_sub(0x80) {
                None => Some(char::from(byte)),
                Some(place) => table.chars().nth(usize::from(place)),
            },
            CodePage::Symbol => &symbol,
            CodePage::Wingdings => &wingding,
        };
        let character = |&byte: &u8| upper(byte).unwrap_or(char::REPLACEMENT_CHARACTER);
        (bytes.iter().map(character).collect(), false)
    }
}

/// The number of the code page that Windows uses for a character set of its fonts; `None` for
/// the set that only says that there is nothing to say.
pub(super) fn of_character_set(set: i32) -> Option<i32> {
    Some(match set {
        0 => ANSI,
        77 => MAC,
        78 => 10_001,
        79 => 10_003,
        80 => 10_008,
        81 => 10_002,
        83 => 10_005,
        84 => 10_004,
        85 => 10_006,
        86 => 10_081,
        87 => 10_021,
        88 => 10_029,
        89 => 10_007,
        128 => 932,
        129 => 949,
        130 => 1361,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 | 181 => 1255,
        178..=180 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        254 => 437,
        255 => 850,
        _ => return None,
    })
}

const IBM_437: &str = "\
     ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ\
     áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
     └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
     αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
const IBM_850: &str = "\
     ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
     áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
     └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
     ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

#[cfg(test)]
mod tests {
    use super::{CodePage, IBM_437, IBM_850};

    #[track_caller]
    fn check(number: i32, bytes: &[u8], expect: &str) {
        let page = CodePage::numbered(number).expect("the code page is known");
        assert_eq!(page.decode(bytes), (expect.to_owned(), false));
    }

    #[test]
    fn one_byte_and_two() {
        check(1251, b"\xcf\xf0", "Пр");
        check(10_000, b"\xd5\x8e", "’é");
        check(932, b"\x93\xfa\x83\x5c", "日ソ");
        check(936, b"\xc4\xe3", "你");
        check(949, b"\xb0\xa1", "가");
        check(950, b"\xa7\x41", "你");
        check(65_001, b"\xc3\xa9", "é");
        check(28_592, b"\xb3", "ł");
    }

    #[test]
    fn the_code_pages_of_dos() {
        assert_eq!((IBM_437.chars().count(), IBM_850.chars().count()), (128, 128));
        check(437, b"a\x82\xe1\xff", "aéß\u{a0}");
        check(850, b"\x82\xb7\xff", "éÀ\u{a0}");
    }

    #[test]
    fn what_is_no_character_is_told() {
        let page = CodePage::numbered(932).expect("the code page is known");
        assert_eq!(page.decode(b"\x83"), ("\u{fffd}".to_owned(), true));
        assert_eq!(CodePage::numbered(1361), None);
        assert_eq!(CodePage::nearest(1361).decode(b"\xe9"), ("é".to_owned(), false));
    }
}
