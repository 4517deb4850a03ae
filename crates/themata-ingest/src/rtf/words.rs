//! What control words mean: the ones that open a destination and the ones that are characters.

/// What a control word makes of the group that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    /// Nothing that is text.
    Nothing,
    /// More of what the group lies in.
    More,
    Fonts,
    Styles,
    /// A footnote or an endnote.
    Note,
    /// A text box.
    TextBox,
    /// A comment.
    Comment,
    /// A few words that say something of the text.
    Aside(Aside),
    /// The same words twice, first without and then with the characters of Unicode.
    Twice,
    /// The second of them.
    InUnicode,
}

/// Words beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aside {
    /// What a field computes.
    Instruction,
    /// The name, or the initials, of the one who makes the next comment.
    Author,
    Initials,
    /// Which range the comment is about, and when it was made.
    Reference,
    Date,
    /// Where the range of a comment begins and ends.
    From,
    To,
}

/// What a control word makes of its group, if it opens a destination.
pub(super) fn opens(name: &[u8]) -> Option<Opens> {
    Some(match name {
        b"fonttbl" => Opens::Fonts,
        b"stylesheet" => Opens::Styles,
        b"footnote" => Opens::Note,
        b"shptxt" | b"dptxbxtext" => Opens::TextBox,
        b"annotation" => Opens::Comment,
        b"fldinst" => Opens::Aside(Aside::Instruction),
        b"atnauthor" => Opens::Aside(Aside::Author),
        b"atnid" => Opens::Aside(Aside::Initials),
        b"atnref" => Opens::Aside(Aside::Reference),
        b"atndate" => Opens::Aside(Aside::Date),
        b"atrfstart" => Opens::Aside(Aside::From),
        b"atrfend" => Opens::Aside(Aside::To),
        b"upr" => Opens::Twice,
        b"ud" => Opens::InUnicode,
        b"fldrslt" | b"shpinst" | b"do" | b"nesttableprops" | b"result" => Opens::More,
        _ if is_formula(name) => Opens::More,
        _ if is_left_out(name) => Opens::Nothing,
        _ => return None,
    })
}

/// Destinations that are not marked as such, and hold no words of the text.
fn is_left_out(name: &[u8]) -> bool {
    matches!(
        name,
        b"colortbl" | b"info" | b"generator" | b"listtable" | b"listoverridetable"
            | b"revtbl" | b"rsidtbl" | b"filetbl" | b"xmlnstbl" | b"latentstyles"
            | b"themedata" | b"datastore" | b"colorschememapping" | b"userprops"
            // Running heads, and what stands between the text and its notes.
            | b"header" | b"headerl" | b"headerr" | b"headerf"
            | b"footer" | b"footerl" | b"footerr" | b"footerf"
            | b"ftnsep" | b"ftnsepc" | b"ftncn" | b"aftnsep" | b"aftnsepc" | b"aftncn"
            // The numbers and bullets of lists.
            | b"listtext" | b"pntext" | b"pntxta" | b"pntxtb"
            // Pictures, objects, and the second version of what is read in its first.
            | b"pict" | b"nonshppict" | b"shprslt" | b"nonesttables" | b"objdata"
            | b"sp" | b"sn" | b"sv" | b"mmathPict"
            // Entries of indexes and tables of contents.
            | b"xe" | b"tc" | b"tcn" | b"txe" | b"rxe"
            | b"bkmkstart" | b"bkmkend" | b"datafield" | b"formfield" | b"comment"
            | b"template" | b"private" | b"htmltag" | b"mhtmltag"
    ) || (name.starts_with(b"m") && name.ends_with(b"Pr"))
}

/// The parts of a formula.
fn is_formula(name: &[u8]) -> bool {
    matches!(
        name,
        b"mmath"
            | b"moMath"
            | b"moMathPara"
            | b"macc"
            | b"mbar"
            | b"mborderBox"
            | b"mbox"
            | b"md"
            | b"meqArr"
            | b"mf"
            | b"mfunc"
            | b"mgroupChr"
            | b"mlimLow"
            | b"mlimUpp"
            | b"mm"
            | b"mmr"
            | b"mnary"
            | b"mphant"
            | b"mr"
            | b"mrad"
            | b"msPre"
            | b"msSub"
            | b"msSubSup"
            | b"msSup"
            | b"me"
            | b"mnum"
            | b"mden"
            | b"mdeg"
            | b"mfName"
            | b"mlim"
            | b"msub"
            | b"msup"
    )
}

/// The character that a control word stands for.
pub(super) fn character(name: &[u8]) -> Option<&'static str> {
    Some(match name {
        b"tab" => "\t",
        b"line" | b"lbr" => "\n",
        b"emdash" => "—",
        b"endash" => "–",
        b"emspace" => "\u{2003}",
        b"enspace" => "\u{2002}",
        b"qmspace" => "\u{2005}",
        b"bullet" => "•",
        b"lquote" => "‘",
        b"rquote" => "’",
        b"ldblquote" => "“",
        b"rdblquote" => "”",
        b"zwj" => "\u{200d}",
        b"zwnj" => "\u{200c}",
        b"zwbo" => "\u{200b}",
        b"zwnbo" => "\u{2060}",
        b"ltrmark" => "\u{200e}",
        b"rtlmark" => "\u{200f}",
        _ => return None,
    })
}
