use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use themata_project::Failure;

/// Of so many names or addresses it is remembered at least how often they were tried.
const MOST: usize = 10_000;

/// So many wait for their password to be computed; others are asked to come again.
const WAITING: usize = 16;

/// How often someone may try to sign in. From one address, which a whole team may share, a
/// hundred times in a row and then once in two seconds; a name from one address ten times in a
/// row and then once a minute; a name from anywhere fifty times in a row and then once in ten
/// seconds, so that nobody is locked out by strangers for long.
pub(super) struct Attempts {
    by_address: DefaultKeyedRateLimiter<IpAddr>,
    by_both: DefaultKeyedRateLimiter<(String, Option<IpAddr>)>,
    by_name: DefaultKeyedRateLimiter<String>,
    clock: DefaultClock,
    /// Passwords are computed one after the other: each takes 19 MiB and a processor.
    turn: Mutex<()>,
    waiting: AtomicUsize,
}

impl Default for Attempts {
    fn default() -> Attempts {
        Attempts {
            by_address: RateLimiter::keyed(quota(Duration::from_secs(2), 100)),
            by_both: RateLimiter::keyed(quota(Duration::from_secs(60), 10)),
            by_name: RateLimiter::keyed(quota(Duration::from_secs(10), 50)),
            clock: DefaultClock::default(),
            turn: Mutex::default(),
            waiting: AtomicUsize::new(0),
        }
    }
}

fn quota(each: Duration, at_once: u32) -> Quota {
    let at_once = NonZeroU32::new(at_once).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(each).unwrap_or(Quota::per_minute(at_once)).allow_burst(at_once)
}

impl Attempts {
    /// Refuses to try again so soon from somewhere.
    pub(super) fn allow_from(&self, address: Option<IpAddr>) -> Result<(), Failure> {
        if self.by_address.len() > MOST {
            self.by_address.retain_recent();
        }
        let Some(address) = address.map(network) else { return Ok(()) };
        let tried = self.by_address.check_key(&address);
        tried.map_err(|until| too_often(until.wait_time_from(self.clock.now())))
    }

    /// Refuses to try a name again so soon, from somewhere or from anywhere.
    pub(super) fn allow(&self, name: &str, address: Option<IpAddr>) -> Result<(), Failure> {
        self.allow_from(address)?;
        // What nobody tries any more is forgotten, so that made-up names do not fill the memory.
        if self.by_name.len() > MOST {
            self.by_name.retain_recent();
        }
        if self.by_both.len() > MOST {
            self.by_both.retain_recent();
        }
        // Long names are cut: they are nobody's.
        let name: String = name.trim().to_lowercase().chars().take(100).collect();
        let now = self.clock.now();
        let both = self.by_both.check_key(&(name.clone(), address.map(network)));
        both.map_err(|until| too_often(until.wait_time_from(now)))?;
        let anywhere = self.by_name.check_key(&name);
        anywhere.map_err(|until| too_often(until.wait_time_from(now)))
    }

    /// Computes something of a password when it is its turn, unless too many wait for that:
    /// those who do wait keep no other page from being answered.
    pub(super) fn in_turn<T>(&self, compute: impl FnOnce() -> T) -> Result<T, Failure> {
        let waiting = self.waiting.fetch_add(1, Ordering::AcqRel);
        let computed = (waiting < WAITING).then(|| {
            let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
            compute()
        });
        self.waiting.fetch_sub(1, Ordering::AcqRel);
        computed.ok_or_else(|| {
            Failure::new("too many are signing in at this moment")
                .hint("try again in some seconds")
        })
    }
}

/// What one household or office has: of IPv6 the first half of the address.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(whole) => match whole.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => IpAddr::V6(Ipv6Addr::from_bits(whole.to_bits() >> 64 << 64)),
        },
    }
}

fn too_often(wait: Duration) -> Failure {
    let seconds = wait.as_secs() + 1;
    Failure::new("this was tried too often").hint(format!(
        "wait {seconds} seconds; whoever keeps this workbench can send you a link for a new \
         password"
    ))
}
