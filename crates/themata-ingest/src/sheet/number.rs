//! How a number of a sheet looks: a number, a date or a clock.

/// What a number format makes of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Look {
    #[default]
    Plain,
    /// A share in hundredths.
    Percent,
    Date,
    DateAndTime,
    /// A clock that shows hours, or only minutes and seconds; one that is elapsed goes on
    /// after 24 hours.
    Clock {
        hours: bool,
        seconds: bool,
        elapsed: bool,
    },
}

const DAY_MS: i64 = 86_400_000;

impl Look {
    /// What a format code stands for, such as `yyyy-mm-dd` or `0.0%`.
    pub(super) fn of_code(code: &str) -> Look {
        let code = code.to_ascii_lowercase().replace("am/pm", "").replace("a/p", "");
        let (mut date, mut hours, mut minutes, mut seconds) = (false, false, false, false);
        let (mut percent, mut elapsed) = (false, false);
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            match c {
                // What is positive looks as the first part says.
                ';' => break,
                '"' => while chars.next().is_some_and(|c| c != '"') {},
                '\\' | '_' | '*' => {
                    chars.next();
                }
                '[' => {
                    let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
                    let unit = inside.chars().next().unwrap_or(' ');
                    if inside.chars().all(|c| c == unit) && matches!(unit, 'h' | 'm' | 's') {
                        elapsed = true;
                        hours |= unit == 'h';
                        minutes |= unit == 'm';
                        seconds |= unit == 's';
                    }
                }
                'd' | 'y' => date = true,
                'h' => hours = true,
                'm' => minutes = true,
                's' => seconds = true,
                '%' => percent = true,
                _ => {}
            }
        }
        let clock = hours || seconds || elapsed;
        match () {
            () if date && clock => Look::DateAndTime,
            () if clock => Look::Clock { hours, seconds, elapsed },
            () if date || minutes => Look::Date,
            () if percent => Look::Percent,
            () => Look::Plain,
        }
    }

    /// What one of the formats that need not be spelt out stands for.
    pub(super) fn of_built_in(id: u32) -> Look {
        match id {
            9 | 10 => Look::Percent,
            14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => Look::Date,
            18 | 20 | 32 | 34 | 55 => {
                Look::Clock { hours: true, seconds: false, elapsed: false }
            }
            19 | 21 | 33 | 35 | 56 => {
                Look::Clock { hours: true, seconds: true, elapsed: false }
            }
            22 => Look::DateAndTime,
            45 | 47 => Look::Clock { hours: false, seconds: true, elapsed: false },
            46 => Look::Clock { hours: true, seconds: true, elapsed: true },
            _ => Look::Plain,
        }
    }

    /// The number as a person sees it. Days are counted from the end of 1899 or from the
    /// beginning of 1904.
    pub(super) fn show(self, value: f64, from_1904: bool) -> String {
        // The last day that has four digits.
        let is_day = (0.0..2_958_466.0).contains(&value);
        match self {
            Look::Percent => plain(value * 100.0),
            Look::Plain => plain(value),
            _ if !is_day => plain(value),
            Look::Date => date(days(value).0, from_1904),
            Look::DateAndTime => {
                let (day, ms) = days(value);
                format!("{} {}", date(day, from_1904), clock(ms, true, ms % 60_000 != 0))
            }
            Look::Clock { hours, seconds, elapsed } => {
                let (day, ms) = days(value);
                let ms = if elapsed { day * DAY_MS + ms } else { ms };
                // What the format would hide is shown: it was typed.
                clock(ms, hours || ms >= 3_600_000, seconds || ms % 60_000 != 0)
            }
        }
    }
}

/// A number without noise in its last digits and without a fraction that is zero.
pub(super) fn plain(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    rounded.to_string()
}

/// Whole days, and the rest in milliseconds.
fn days(value: f64) -> (i64, i64) {
    let ms = (value * DAY_MS as f64).round() as i64;
    (ms / DAY_MS, ms % DAY_MS)
}

fn clock(ms: i64, hours: bool, seconds: bool) -> String {
    let (all_seconds, rest) = (ms / 1000, ms % 1000);
    let (minutes, second) = (all_seconds / 60, all_seconds % 60);
    let fraction = if rest > 0 { format!(".{rest:03}") } else { String::new() };
    match (hours, seconds) {
        (true, true) => format!("{}:{:02}:{second:02}{fraction}", minutes / 60, minutes % 60),
        (true, false) => format!("{}:{:02}", minutes / 60, minutes % 60),
        (false, _) => format!("{minutes:02}:{second:02}{fraction}"),
    }
}

fn date(day: i64, from_1904: bool) -> String {
    // Excel believes that 1900 was a leap year; the days before March are counted from one
    // day later.
    let since_1970 = match (from_1904, day < 60) {
        (true, _) => day - 24_107,
        (false, true) => day - 25_568,
        (false, false) => day - 25_569,
    };
    let (year, month, day) = civil(since_1970);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The date of a day, counted from the first of January 1970, in the calendar of Gregory.
fn civil(day: i64) -> (i64, i64, i64) {
    // Years begin in March here, so that a leap day is the last of its year.
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::Look;

    #[track_caller]
    fn check(code: &str, value: f64, expect: &str) {
        assert_eq!(Look::of_code(code).show(value, false), expect);
    }

    #[test]
    fn numbers() {
        check("General", 3.0, "3");
        check("General", -2.0, "-2");
        check("General", 0.0, "0");
        check("General", -0.5, "-0.5");
        check("General", 0.1 + 0.2, "0.3");
        check("#,##0.00 [$EUR]", 1234.5, "1234.5");
        check("0.0%", 0.455, "45.5");
        check("\"days\" 0", 3.0, "3");
        check("0.00E+00", 1e20, "100000000000000000000");
    }

    #[test]
    fn dates() {
        check("yyyy-mm-dd", 45443.0, "2024-05-31");
        check("d/m/yy h:mm", 45443.5, "2024-05-31 12:00");
        check("mmm yy", 45352.25, "2024-03-01");
        check("mmmm", 45352.0, "2024-03-01");
        check("yyyy-mm-dd hh:mm:ss", 45443.000011574, "2024-05-31 0:00:01");
        check("dd.mm.yyyy", 1.0, "1900-01-01");
        check("dd.mm.yyyy", 61.0, "1900-03-01");
        check("dd.mm.yyyy", -1.0, "-1");
        assert_eq!(Look::of_built_in(14).show(4000.0, true), "1914-12-14");
    }

    #[test]
    fn clocks() {
        check("h:mm:ss", 34.0 / 86_400.0, "0:00:34");
        check("[h]:mm:ss", 25.0 / 24.0, "25:00:00");
        check("mm:ss", 754.0 / 86_400.0, "12:34");
        check("mm:ss", 3_754.0 / 86_400.0, "1:02:34");
        check("h:mm AM/PM", 0.75, "18:00");
        check("h:mm", 34.0 / 86_400.0, "0:00:34");
        check("mm:ss.0", 1.5 / 86_400.0, "00:01.500");
    }
}
