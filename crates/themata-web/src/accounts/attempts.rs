use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Mutex;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use themata_project::Failure;

/// How often someone may try to sign in. A name is tried from anywhere ten times in a row and
/// then once a minute; from one address, which a whole team may share, a hundred times in a row
/// and then once in two seconds.
pub(super) struct Attempts {
    by_name: DefaultKeyedRateLimiter<String>,
    by_address: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
    /// Passwords are tried one after the other: each takes 19 MiB and a processor.
    pub(super) turn: Mutex<()>,
}

impl Default for Attempts {
    fn default() -> Attempts {
        Attempts {
            by_name: RateLimiter::keyed(quota(Duration::from_secs(60), 10)),
            by_address: RateLimiter::keyed(quota(Duration::from_secs(2), 100)),
            clock: DefaultClock::default(),
            turn: Mutex::default(),
        }
    }
}

fn quota(each: Duration, at_once: u32) -> Quota {
    let at_once = NonZeroU32::new(at_once).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(each).unwrap_or(Quota::per_minute(at_once)).allow_burst(at_once)
}

impl Attempts {
    /// Refuses to try again so soon.
    pub(super) fn allow(&self, name: &str, address: Option<IpAddr>) -> Result<(), Failure> {
        // What nobody tries any more is forgotten, so that made-up names do not fill the memory.
        if self.by_name.len() > 10_000 {
            self.by_name.retain_recent();
        }
        if self.by_address.len() > 10_000 {
            self.by_address.retain_recent();
        }
        let now = self.clock.now();
        if let Some(Err(until)) = address.map(|address| self.by_address.check_key(&address)) {
            return Err(too_often(until.wait_time_from(now)));
        }
        // Long names are cut: they are nobody's.
        let name: String = name.trim().to_lowercase().chars().take(100).collect();
        let tried = self.by_name.check_key(&name);
        tried.map_err(|until| too_often(until.wait_time_from(now)))
    }
}

fn too_often(wait: Duration) -> Failure {
    let seconds = wait.as_secs() + 1;
    Failure::new("this was tried too often")
        .hint(format!("wait {seconds} seconds; a lead can send you a link for a new password"))
}
