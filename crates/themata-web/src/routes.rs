//! What the workbench answers to, and who may ask for it. There is no way to add an address
//! without saying whom it is for.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::handler::Handler;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};

use crate::app::App;
use crate::rights::{Right, Standing};
use crate::visitor::Visitor;

/// Addresses with their handlers, each for those who have a right.
pub(crate) struct Routes {
    router: Router<App>,
    known: Vec<Known>,
}

/// An address that the workbench answers to.
#[derive(Clone, Debug)]
#[cfg_attr(not(test), expect(dead_code, reason = "tests walk all addresses by them"))]
pub(crate) struct Known {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) right: Right,
}

impl Routes {
    pub(crate) fn new() -> Routes {
        Routes { router: Router::new(), known: Vec::new() }
    }

    /// Something to look at, which changes nothing.
    pub(crate) fn get<H, T>(self, path: &str, right: Right, handler: H) -> Routes
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.with("GET", path, right, get(handler))
    }

    /// Something to do.
    pub(crate) fn post<H, T>(self, path: &str, right: Right, handler: H) -> Routes
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.with("POST", path, right, post(handler))
    }

    /// Something to hand in that is larger than other requests, in bytes.
    pub(crate) fn post_large<H, T>(
        self,
        path: &str,
        right: Right,
        largest: usize,
        handler: H,
    ) -> Routes
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.with("POST", path, right, post(handler).layer(DefaultBodyLimit::max(largest)))
    }

    /// The addresses of others besides these.
    pub(crate) fn merge(mut self, others: Routes) -> Routes {
        self.known.extend(others.known);
        Routes { router: self.router.merge(others.router), known: self.known }
    }

    /// The addresses of others below a path.
    pub(crate) fn nest(mut self, path: &str, others: Routes) -> Routes {
        let below = others.known.into_iter();
        self.known.extend(
            below.map(|known| Known { path: format!("{path}{}", known.path), ..known }),
        );
        Routes { router: self.router.nest(path, others.router), known: self.known }
    }

    /// Every address, with whom it is for.
    #[cfg(test)]
    pub(crate) fn known(&self) -> &[Known] {
        &self.known
    }

    pub(crate) fn into_router(self) -> Router<App> {
        self.router
    }

    fn with(
        mut self,
        method: &'static str,
        path: &str,
        right: Right,
        handler: MethodRouter<App>,
    ) -> Routes {
        self.known.push(Known { method, path: path.to_owned(), right });
        let guarded = handler.route_layer(from_fn(move |request: Request, next: Next| {
            allowed(right, request, next)
        }));
        Routes { router: self.router.route(path, guarded), known: self.known }
    }
}

/// Lets a request through to its handler if whoever sent it has the right.
async fn allowed(right: Right, request: Request, next: Next) -> Response {
    // Whoever the guard let in is a visitor; without one nothing is allowed.
    let visitor = request.extensions().get::<Visitor>();
    let standing = visitor.map_or(Standing::Outside, Visitor::standing);
    match standing.refusal(right, request.headers()) {
        None => next.run(request).await,
        Some(refusal) => refusal,
    }
}
