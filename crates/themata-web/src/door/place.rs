use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use themata_project::Failure;

/// Where the workbench is reached.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    port: u16,
    secure: bool,
    named: Named,
    /// Whether a proxy on this machine stands before it.
    proxy: bool,
}

/// By which names.
#[derive(Clone, Debug)]
enum Named {
    /// The names that a machine has for itself.
    Here,
    /// One name, with a port where it is not the usual one.
    As(String),
    /// Any name: the certificate says which are right.
    Anyhow { shown: String },
}

impl Place {
    /// On this machine only.
    pub(crate) fn here(port: u16) -> Place {
        Place { port, secure: false, named: Named::Here, proxy: false }
    }

    /// On this machine only, with a certificate.
    pub(crate) fn here_secure(port: u16) -> Place {
        Place { port, secure: true, named: Named::Here, proxy: false }
    }

    /// With a certificate, under whatever name that is for.
    pub(crate) fn certified(host: &str, port: u16) -> Place {
        let shown = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
        Place { port, secure: true, named: Named::Anyhow { shown }, proxy: false }
    }

    /// Under an address that people know, such as `https://themata.example.org`: its own, or
    /// that of a proxy before it.
    ///
    /// # Errors
    ///
    /// If it is no sealed address of a server.
    pub(crate) fn known_as(address: &str, port: u16, proxy: bool) -> Result<Place, Failure> {
        let rest = address.strip_prefix("https://").unwrap_or_default();
        let name = rest.trim_end_matches('/').to_lowercase();
        let is_name = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
        if name.is_empty() || !name.chars().all(is_name) {
            return Err(Failure::new(format!("`{address}` is no address of a server"))
                .hint("say how people reach it, such as `https://themata.example.org`"));
        }
        Ok(Place { port, secure: true, named: Named::As(name), proxy })
    }

    /// Whether everything between browser and server is sealed.
    pub(crate) fn is_secure(&self) -> bool {
        self.secure
    }

    /// Whether something stands before the server that says for whom it asks.
    pub(crate) fn is_behind_proxy(&self) -> bool {
        self.proxy
    }

    /// The address, without a slash at its end.
    pub(crate) fn address(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        match &self.named {
            Named::Here => format!("{scheme}://127.0.0.1:{}", self.port),
            Named::As(name) => format!("{scheme}://{name}"),
            Named::Anyhow { shown } => format!("{scheme}://{shown}:{}", self.port),
        }
    }

    /// The name of the cookie. Ports share their cookies, so it says which workbench is meant.
    pub(crate) fn cookie(&self) -> String {
        if self.secure { "__Host-themata".to_owned() } else { format!("themata-{}", self.port) }
    }

    /// Whether a request was addressed to this server by one of its names, and not by one
    /// that someone else made to point here.
    pub(crate) fn is_addressed(&self, headers: &HeaderMap) -> bool {
        headers.get(HOST).is_some_and(|host| self.is_here(host.as_bytes()))
    }

    /// Whether a request that changes something comes from a page of this server.
    pub(crate) fn is_from_here(&self, headers: &HeaderMap) -> bool {
        let scheme: &[u8] = if self.secure { b"https://" } else { b"http://" };
        match headers.get(ORIGIN).map(HeaderValue::as_bytes) {
            Some(origin) => origin.strip_prefix(scheme).is_some_and(|host| {
                let asked = headers.get(HOST).map(HeaderValue::as_bytes);
                match self.named {
                    Named::Anyhow { .. } => Some(host) == asked,
                    Named::Here | Named::As(_) => self.is_here(host),
                }
            }),
            None => headers
                .get(HeaderName::from_static("sec-fetch-site"))
                .is_some_and(|site| site == "same-origin"),
        }
    }

    fn is_here(&self, host: &[u8]) -> bool {
        match &self.named {
            Named::Here => ["127.0.0.1", "localhost", "[::1]"]
                .iter()
                .any(|name| format!("{name}:{}", self.port).as_bytes() == host),
            Named::As(name) => name.as_bytes().eq_ignore_ascii_case(host),
            Named::Anyhow { .. } => true,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

    use axum::http::HeaderMap;

    use super::Place;

    #[track_caller]
    fn check(place: &Place, host: &str, origin: &str, expect: (bool, bool)) {
        let mut headers = HeaderMap::new();
        headers.insert("host", host.parse().unwrap());
        headers.insert("origin", origin.parse().unwrap());
        assert_eq!((place.is_addressed(&headers), place.is_from_here(&headers)), expect);
    }

    #[test]
    fn a_server_with_an_address_is_asked_by_it() {
        let place = Place::known_as("https://Themata.example.org/", 8080, true).unwrap();
        assert_eq!(place.address(), "https://themata.example.org");
        check(&place, "themata.example.org", "https://themata.example.org", (true, true));
        check(&place, "themata.example.org", "http://themata.example.org", (true, false));
        check(&place, "127.0.0.1:8080", "http://127.0.0.1:8080", (false, false));
        check(&place, "themata.example.org", "https://evil.example", (true, false));
    }

    #[test]
    fn a_server_with_a_certificate_is_asked_by_the_name_in_it() {
        let place = Place::certified("0.0.0.0", 443);
        check(&place, "care.example", "https://care.example", (true, true));
        check(&place, "care.example", "https://evil.example", (true, false));
        check(&place, "care.example", "http://care.example", (true, false));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for address in ["themata.example.org", "http://a.example", "https://", "https://a b/c"]
        {
            assert!(Place::known_as(address, 1, false).is_err(), "{address}");
        }
    }
}
