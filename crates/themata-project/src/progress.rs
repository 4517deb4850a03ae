/// Is told, from any thread, how many of how many things are done.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);
