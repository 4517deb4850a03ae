use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

use crate::app::App;

/// From where a request came, as far as that can be told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Caller(pub(crate) Option<IpAddr>);

impl FromRequestParts<App> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Caller, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map(|ConnectInfo(address)| address.ip());
        // Anyone else could make up whom they heard.
        if !app.door.place.is_behind_proxy() || !peer.is_some_and(|peer| peer.is_loopback()) {
            return Ok(Caller(peer));
        }
        // What stands before the server adds whom it heard at the end; the rest anyone can say.
        let told = parts.headers.get_all("x-forwarded-for").iter().next_back();
        let last =
            told.and_then(|told| told.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        Ok(Caller(last.or(peer)))
    }
}
