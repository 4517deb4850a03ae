use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use themata_project::Failure;
use tokio::net::TcpListener;

use crate::app::{App, Inner, Options};
use crate::guard::{Door, guard};
use crate::memory::Memory;
use crate::pages::import::Visits;
use crate::patient::patient;
use crate::sought::resolved;
use crate::studies::Studies;
use crate::trouble::worded;
use crate::{assets, pages};

/// The most that one request may carry, in bytes: a codebook file of the largest kind, spelt in
/// JSON. Files to import have a limit of their own, for they are never held in memory.
const LARGEST: usize = 40 * 1024 * 1024;

/// For so long nothing may arrive of a request that is not whole yet.
const PATIENCE: Duration = Duration::from_secs(60);

/// Makes addresses that let browsers in, one each.
#[derive(Clone)]
pub struct Invitations(App);

impl Invitations {
    /// An address that lets one browser in, once. The one before it no longer does.
    ///
    /// # Errors
    ///
    /// If the system has no chance to give.
    pub fn next(&self) -> Result<String, Failure> {
        self.0.door.invitation()
    }
}

/// Opens the workbench on this machine and answers until the program is told to stop.
///
/// `ready` is called once, when the workbench answers.
///
/// # Errors
///
/// If the study cannot be opened or the port is taken.
pub fn serve(
    options: Options,
    ready: impl FnOnce(Invitations) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::caused("cannot start the workbench", &error))?;
    runtime.block_on(async {
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await.map_err(|error| {
                Failure::caused(format!("cannot listen on port {}", options.port), &error)
                    .hint("leave `--port` out, and a free one is taken")
            })?;
        let port = listener
            .local_addr()
            .map_err(|error| Failure::caused("cannot start the workbench", &error))?
            .port();
        let app = opened(options, port)?;
        let router = router(&app);
        ready(Invitations(app))?;
        let stopped = async {
            // Whoever cannot be told to stop is stopped by the system.
            let _ = tokio::signal::ctrl_c().await;
        };
        tokio::select! {
            done = axum::serve(listener, router).into_future() => done
                .map_err(|error| Failure::caused("the workbench stopped", &error)),
            // Nothing waits to be written: every action is in the file when it is answered.
            () = stopped => Ok(()),
        }
    })
}

pub(crate) fn opened(options: Options, port: u16) -> Result<App, Failure> {
    let memory = Memory::of(options.memory, options.coder);
    let studies = Studies::default();
    if let Some(study) = &options.study {
        memory.opened(&studies.open(study)?.path);
    }
    Ok(App::new(Inner {
        door: Door::new(port),
        studies,
        memory,
        folder: options.folder,
        session: options.session,
        pdf: options.pdf,
        sample: Arc::default(),
        visits: Visits::default(),
    }))
}

/// Every address that the workbench answers to.
pub(crate) fn router(app: &App) -> Router {
    pages::routes()
        .into_router()
        .route("/assets/{state}/{*name}", get(assets::asset))
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(from_fn_with_state(app.clone(), resolved))
        .layer(from_fn(worded))
        .layer(from_fn(|request, next| patient(PATIENCE, request, next)))
        .layer(from_fn_with_state(app.clone(), guard))
        .with_state(app.clone())
}
