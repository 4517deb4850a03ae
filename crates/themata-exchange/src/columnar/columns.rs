//! A table column by column, and how it is written as Parquet.

use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{ColumnPath, Type};

/// Rows that are written together: readers take them side by side.
const ROWS_IN_A_GROUP: usize = 50_000;

/// A table that is being put together. All columns have as many values.
pub(super) struct Columns<'a> {
    name: &'static str,
    columns: Vec<Column<'a>>,
}

struct Column<'a> {
    name: &'static str,
    may_be_null: bool,
    values: Values<'a>,
}

enum Values<'a> {
    Words(Vec<Option<&'a str>>),
    Whole(Vec<Option<i64>>),
    Number(Vec<Option<f64>>),
    Truth(Vec<Option<bool>>),
}

impl<'a> Columns<'a> {
    pub(super) fn new(name: &'static str) -> Columns<'a> {
        Columns { name, columns: Vec::new() }
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| match &column.values {
            Values::Words(values) => values.len(),
            Values::Whole(values) => values.len(),
            Values::Number(values) => values.len(),
            Values::Truth(values) => values.len(),
        })
    }

    pub(super) fn words(
        self,
        name: &'static str,
        values: impl Iterator<Item = &'a str>,
    ) -> Columns<'a> {
        self.with(name, false, Values::Words(values.map(Some).collect()))
    }

    /// Words that may be missing; empty ones are.
    pub(super) fn words_or_null(
        self,
        name: &'static str,
        values: impl Iterator<Item = Option<&'a str>>,
    ) -> Columns<'a> {
        let values = values.map(|words| words.filter(|words| !words.is_empty()));
        self.with(name, true, Values::Words(values.collect()))
    }

    pub(super) fn whole<N: TryInto<i64>>(
        self,
        name: &'static str,
        values: impl Iterator<Item = N>,
    ) -> Columns<'a> {
        let values = values.map(|number| Some(whole(number))).collect();
        self.with(name, false, Values::Whole(values))
    }

    pub(super) fn whole_or_null<N: TryInto<i64>>(
        self,
        name: &'static str,
        values: impl Iterator<Item = Option<N>>,
    ) -> Columns<'a> {
        let values = values.map(|number| number.map(whole)).collect();
        self.with(name, true, Values::Whole(values))
    }

    pub(super) fn number_or_null(
        self,
        name: &'static str,
        values: impl Iterator<Item = Option<f64>>,
    ) -> Columns<'a> {
        self.with(name, true, Values::Number(values.collect()))
    }

    pub(super) fn truth(
        self,
        name: &'static str,
        values: impl Iterator<Item = bool>,
    ) -> Columns<'a> {
        self.with(name, false, Values::Truth(values.map(Some).collect()))
    }

    fn with(
        mut self,
        name: &'static str,
        may_be_null: bool,
        values: Values<'a>,
    ) -> Columns<'a> {
        self.columns.push(Column { name, may_be_null, values });
        self
    }

    /// The table as a Parquet file. The same table gives the same bytes.
    pub(super) fn parquet(&self, facts: &[(&str, &str)]) -> Result<Vec<u8>, ParquetError> {
        let fields = self.columns.iter().map(|column| column.field().map(Arc::new));
        let schema = Type::group_type_builder(self.name)
            .with_fields(fields.collect::<Result<_, _>>()?)
            .build()?;
        let fact =
            |(key, value): &(&str, &str)| KeyValue::new((*key).to_owned(), (*value).to_owned());
        let mut properties = WriterProperties::builder()
            .set_created_by(concat!("themata version ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_key_value_metadata(Some(facts.iter().map(fact).collect()))
            .set_compression(Compression::SNAPPY);
        for column in &self.columns {
            // Whole texts hardly ever repeat, so a dictionary of them would only cost.
            if matches!(column.name, "text" | "words" | "about" | "memo") {
                let path = ColumnPath::from(column.name);
                properties = properties.set_column_dictionary_enabled(path, false);
            }
        }
        let mut file = SerializedFileWriter::new(
            Vec::new(),
            Arc::new(schema),
            Arc::new(properties.build()),
        )?;
        for from in (0..self.rows()).step_by(ROWS_IN_A_GROUP) {
            let to = self.rows().min(from + ROWS_IN_A_GROUP);
            let mut group = file.next_row_group()?;
            for column in &self.columns {
                if let Some(mut writer) = group.next_column()? {
                    column.write(&mut writer, from..to)?;
                    writer.close()?;
                }
            }
            group.close()?;
        }
        file.into_inner()
    }
}

impl Column<'_> {
    fn field(&self) -> Result<Type, ParquetError> {
        let (physical, logical) = match self.values {
            Values::Words(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Values::Whole(_) => (Physical::INT64, None),
            Values::Number(_) => (Physical::DOUBLE, None),
            Values::Truth(_) => (Physical::BOOLEAN, None),
        };
        let repetition = match self.may_be_null {
            true => Repetition::OPTIONAL,
            false => Repetition::REQUIRED,
        };
        Type::primitive_type_builder(self.name, physical)
            .with_logical_type(logical)
            .with_repetition(repetition)
            .build()
    }

    fn write(
        &self,
        writer: &mut SerializedColumnWriter<'_>,
        rows: std::ops::Range<usize>,
    ) -> Result<(), ParquetError> {
        match &self.values {
            Values::Words(values) => {
                let values = &values[rows];
                let there = values.iter().flatten();
                let there: Vec<ByteArray> =
                    there.map(|words| ByteArray::from(words.as_bytes().to_vec())).collect();
                let levels = self.levels(values);
                writer.typed::<ByteArrayType>().write_batch(&there, levels.as_deref(), None)?;
            }
            Values::Whole(values) => {
                let values = &values[rows];
                let there: Vec<i64> = values.iter().copied().flatten().collect();
                let levels = self.levels(values);
                writer.typed::<Int64Type>().write_batch(&there, levels.as_deref(), None)?;
            }
            Values::Number(values) => {
                let values = &values[rows];
                let there: Vec<f64> = values.iter().copied().flatten().collect();
                let levels = self.levels(values);
                writer.typed::<DoubleType>().write_batch(&there, levels.as_deref(), None)?;
            }
            Values::Truth(values) => {
                let values = &values[rows];
                let there: Vec<bool> = values.iter().copied().flatten().collect();
                let levels = self.levels(values);
                writer.typed::<BoolType>().write_batch(&there, levels.as_deref(), None)?;
            }
        }
        Ok(())
    }

    /// Which of the values are there, where some may not be.
    fn levels<T>(&self, values: &[Option<T>]) -> Option<Vec<i16>> {
        let level = |value: &Option<T>| i16::from(value.is_some());
        self.may_be_null.then(|| values.iter().map(level).collect())
    }
}

/// Numbers of a study are far from where an `i64` ends; one that is not stands at the end.
fn whole<N: TryInto<i64>>(number: N) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}
