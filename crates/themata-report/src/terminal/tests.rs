use themata_analysis::{Cell, Column};

use super::*;
use crate::line::width as columns_of;
use crate::specimen;

/// Thin spaces are written `_`, so that they can be seen.
#[track_caller]
fn check(table: &Table, width: usize, expect: &str) {
    let drawn = terminal(table, width, Style::default());
    assert_eq!(drawn.replace('\u{202f}', "_"), expect.trim_start_matches('\n'));
    for line in drawn.lines() {
        assert!(columns_of(line) <= width, "wider than {width}: {line}");
        assert_eq!(line, line.trim_end(), "space at the end of a line");
    }
}

#[test]
fn a_table_with_room() {
    check(
        &specimen::codes(),
        120,
        "
Codes by site

                                               Krippendorff's
Code                  Site     Codings  Share           alpha
─────────────────────────────────────────────────────────────
Leadership            —          1_204  25.0%           0.812
  champion, clinical  Site 01       12   0.2%       undefined
  領導力 👩‍⚕️           Site 02        ·      ·       undefined
─────────────────────────────────────────────────────────────
Total                 —          1_216      —               —

Codings of each code, counted once an excerpt; share of all 4_816 codings;
all coders.

Note: Site 02 has one document only.

Note: Undefined for champion, clinical (Krippendorff's alpha) and 領導力 👩‍⚕️
(Krippendorff's alpha): no pairable values.
",
    );
}

#[test]
fn headings_are_cut_before_names_and_numbers_never() {
    check(
        &specimen::codes(),
        60,
        "
Codes by site

                                               Krippe…orff's
Code                  Site     Codings  Share          alpha
────────────────────────────────────────────────────────────
Leadership            —          1_204  25.0%          0.812
  champion, clinical  Site 01       12   0.2%      undefined
  領導力 👩‍⚕️           Site 02        ·      ·      undefined
────────────────────────────────────────────────────────────
Total                 —          1_216      —              —

Codings of each code, counted once an excerpt; share of all
4_816 codings; all coders.

Note: Site 02 has one document only.

Note: Undefined for champion, clinical (Krippendorff's
alpha) and 領導力 👩‍⚕️ (Krippendorff's alpha): no pairable
values.
",
    );
}

#[test]
fn many_columns_at_120() {
    check(
        &specimen::matrix(12),
        120,
        "
Codes by site

                                      Site    Site   Site   Site   Site   Site   Site   Site   Site   Site   Site   Site
Code                                    01      02     03     04     05     06     07     08     09     10     11     12
────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
communication across organisations       5       9      1      3      4      4      3      1      9      5      ·      5
leadership turnover                     41     205    328    410      ·      ·    410    328    205     41    287     41
shared vision                          648      81    324    486    567    567    486    324     81    648    243    648
digital access                         484     968      ·    242    363    363    242      ·    968    484  1_210    484
────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
Total                                1_178   1_263    653  1_141    934    934  1_141    653  1_263  1_178  1_740  1_178

Codings of each code in the documents of each site.
",
    );
}

#[test]
fn many_columns_at_80_stand_in_blocks_under_the_same_names() {
    check(
        &specimen::matrix(12),
        80,
        "
Codes by site

                        Site   Site  Site   Site  Site  Site   Site  Site   Site
Code                      01     02    03     04    05    06     07    08     09
────────────────────────────────────────────────────────────────────────────────
communicat…anisations      5      9     1      3     4     4      3     1      9
leadership turnover       41    205   328    410     ·     ·    410   328    205
shared vision            648     81   324    486   567   567    486   324     81
digital access           484    968     ·    242   363   363    242     ·    968
────────────────────────────────────────────────────────────────────────────────
Total                  1_178  1_263   653  1_141   934   934  1_141   653  1_263

Code                   Site 10  Site 11  Site 12
────────────────────────────────────────────────
communicat…anisations        5        ·        5
leadership turnover         41      287       41
shared vision              648      243      648
digital access             484    1_210      484
────────────────────────────────────────────────
Total                    1_178    1_740    1_178

Codings of each code in the documents of each site.
",
    );
}

#[test]
fn many_columns_at_60() {
    check(
        &specimen::matrix(8),
        60,
        "
Codes by site

                        Site   Site  Site   Site  Site  Site
Code                      01     02    03     04    05    06
────────────────────────────────────────────────────────────
communicat…anisations      5      9     1      3     4     4
leadership turnover       41    205   328    410     ·     ·
shared vision            648     81   324    486   567   567
digital access           484    968     ·    242   363   363
────────────────────────────────────────────────────────────
Total                  1_178  1_263   653  1_141   934   934

Code                   Site 07  Site 08
───────────────────────────────────────
communicat…anisations        3        1
leadership turnover        410      328
shared vision              486      324
digital access             242        ·
───────────────────────────────────────
Total                    1_141      653

Codings of each code in the documents of each site.
",
    );
}

#[test]
fn passages_are_wrapped_and_names_beside_them_too() {
    check(
        &specimen::passages(),
        80,
        "
Passages

Site  Passage                                    Codes                     Score
────────────────────────────────────────────────────────────────────────────────
04    I can see that there is a letter. I        shared care record;       3.250
      cannot see the letter, and nobody can      digital access
      tell me why.

12    You turn your chair round.                 co-location and           0.500
                                                 communication
",
    );
}

#[test]
fn nothing_to_show_is_said() {
    let mut table = Table::new("t", "Codes", [Column::new("a", "A", Kind::Count)]);
    table.definition = "Codings.".to_owned();
    check(&table, 80, "Codes\n\nNo rows.\n\nCodings.\n");
    check(&Table::new("t", "", []), 80, "No rows.\n");
}

#[test]
fn colour_is_a_second_channel() {
    let strip = |text: &str| {
        ["\u{1b}[1m", "\u{1b}[2m", "\u{1b}[0m"]
            .iter()
            .fold(text.to_owned(), |text, code| text.replace(code, ""))
    };
    for table in [specimen::codes(), specimen::matrix(12), specimen::passages()] {
        let plain = terminal(&table, 80, Style::default());
        let coloured = terminal(&table, 80, Style { colour: true });
        assert_eq!(strip(&coloured), plain);
    }
    let coloured = terminal(&specimen::codes(), 80, Style { colour: true });
    assert!(coloured.starts_with("\u{1b}[1mCodes by site\u{1b}[0m\n"));
    assert!(coloured.contains("\u{1b}[2m·\u{1b}[0m"), "zero is pale");
    assert!(coloured.contains("\u{1b}[1mTotal\u{1b}[0m"), "totals are strong");
}

#[test]
fn a_terminal_is_not_commanded_by_a_name() {
    let mut table = Table::new("t", "\u{1b}[2JT", [Column::new("a", "A\u{7}", Kind::Text)]);
    table.push([Cell::text("x\u{1b}]0;y\r\nz\u{202e}")]);
    let drawn = terminal(&table, 80, Style::default());
    assert!(!drawn.contains(['\u{1b}', '\u{7}', '\r', '\u{202e}']));
}

#[test]
fn no_width_is_too_small_or_too_large() {
    for table in [specimen::codes(), specimen::matrix(30), specimen::passages()] {
        for width in [0, 1, 5, 20, 1_000, usize::MAX] {
            assert!(!terminal(&table, width, Style::default()).is_empty());
        }
    }
}

#[test]
fn depth_never_takes_the_whole_room() {
    let mut table = Table::new("t", "T", [Column::new("a", "A", Kind::Text)]);
    table.push([Cell::text("a rather long name of a code")]);
    table.rows[0].depth = 200;
    check(&table, 20, "\nT\n\nA\n────────────────────\n          a rat…code\n");
}
