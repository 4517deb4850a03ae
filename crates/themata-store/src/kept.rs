use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension};
use themata_model::{OperationId, Study};

use crate::Error;
use crate::history::operations_since;
use crate::tables::read_study;
use crate::transact::changes_in;

/// The study as it was read last, for all connections to one file: whoever asks at the same
/// moment gets the same one, and whoever asks a little later gets it with what was done since.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<Option<Moment>>);

/// A study that was read, and the operation that made it what it is.
#[derive(Debug)]
struct Moment {
    operation: OperationId,
    /// Numbers of operations are given again where one was not recorded in the end; this is not.
    uid: String,
    study: Arc<Study>,
}

impl Kept {
    /// The study as a connection sees it. Whoever asks while it is being read waits for that,
    /// rather than read it too.
    pub(crate) fn study(&self, connection: &Connection) -> Result<Arc<Study>, Error> {
        let Some((operation, uid)) = head(connection)? else {
            return Ok(Arc::new(read_study(connection)?));
        };
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.as_ref() {
            if known.uid == uid {
                return Ok(Arc::clone(&known.study));
            }
            if known.operation > operation {
                drop(kept);
                return Ok(Arc::new(read_study(connection)?));
            }
        }
        let followed = kept.take().map(|known| known.followed(connection)).transpose()?;
        let study = match followed.flatten() {
            Some(study) => study,
            None => Arc::new(read_study(connection)?),
        };
        *kept = Some(Moment { operation, uid, study: Arc::clone(&study) });
        Ok(study)
    }
}

impl Moment {
    /// The study with what was done since; `None` if it is to be read anew.
    fn followed(mut self, connection: &Connection) -> Result<Option<Arc<Study>>, Error> {
        if uid_of(connection, self.operation)?.as_ref() != Some(&self.uid) {
            return Ok(None);
        }
        let since = operations_since(connection, self.operation)?;
        if since.len() > FOLLOWED {
            return Ok(None);
        }
        for operation in since {
            let changes = changes_in(connection, &operation)?;
            if !Arc::make_mut(&mut self.study).follow(&changes) {
                return Ok(None);
            }
        }
        Ok(Some(self.study))
    }
}

/// After more operations than this the study is read anew, which then takes no longer.
const FOLLOWED: usize = 100;

/// The last operation, with its identity; `None` in a file that is being made.
fn head(connection: &Connection) -> Result<Option<(OperationId, String)>, Error> {
    let sql = "SELECT id, uid FROM operation ORDER BY id DESC LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let head = statement.query_row([], |row| Ok((OperationId(row.get(0)?), row.get(1)?)));
    Ok(head.optional()?)
}

fn uid_of(connection: &Connection, operation: OperationId) -> Result<Option<String>, Error> {
    let mut statement = connection.prepare_cached("SELECT uid FROM operation WHERE id = ?1")?;
    Ok(statement.query_row([operation.0], |row| row.get(0)).optional()?)
}
