//! The workbench over TLS, with the files of a certificate.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
use axum_server::tls_rustls::RustlsConfig;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use themata_project::Failure;

/// What the files of a certificate and its key, both in PEM, come to.
pub(crate) fn config(chain: &Path, key: &Path) -> Result<RustlsConfig, Failure> {
    let cannot = |file: &Path, error: &dyn std::error::Error| {
        Failure::caused(format!("cannot use {}", file.display()), error)
            .hint("name the certificate with its chain, and its key, both in PEM")
    };
    let certificates = CertificateDer::pem_file_iter(chain)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| cannot(chain, &error))?;
    if certificates.is_empty() {
        return Err(Failure::new(format!("there is no certificate in {}", chain.display()))
            .hint("name the certificate with its chain in PEM"));
    }
    let secret = PrivateKeyDer::from_pem_file(key).map_err(|error| cannot(key, &error))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| cannot(chain, &error))?
        .with_no_client_auth()
        .with_single_cert(certificates, secret)
        .map_err(|error| cannot(chain, &error))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(RustlsConfig::from_config(Arc::new(config)))
}

/// Answers over TLS until something goes wrong.
pub(crate) async fn serve(
    listener: TcpListener,
    config: RustlsConfig,
    router: IntoMakeServiceWithConnectInfo<Router, SocketAddr>,
) -> std::io::Result<()> {
    axum_server::from_tcp_rustls(listener, config)?.serve(router).await
}
