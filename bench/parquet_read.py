"""Reads an export as Parquet with the programs that it is made for.

    themata export --to csv tables/ && themata export --to parquet columns/
    python3 bench/parquet_read.py columns/ tables/

Needs pyarrow, pandas, polars and duckdb. Each table is counted with each of them and held
against the tidy table of the same study; every place in a text is cut out of it again. Ends
with 1 if anything differs.
"""

import csv
import pathlib
import sys

import duckdb
import pandas
import polars
import pyarrow.parquet

TIDY = {"codes": "codebook"}
NOT_TIDY = {"attributes"}


def main():
    columns, tables = map(pathlib.Path, sys.argv[1:3])
    differ = 0
    csv.field_size_limit(1 << 30)
    for path in sorted(columns.glob("*.parquet")):
        name = path.stem
        arrow = pyarrow.parquet.read_table(path)
        facts = arrow.schema.metadata
        counts = {
            "pyarrow": arrow.num_rows,
            "pandas": len(pandas.read_parquet(path)),
            "polars": polars.read_parquet(path).height,
            "duckdb": duckdb.sql(f"select count(*) from '{path}'").fetchall()[0][0],
        }
        if name not in NOT_TIDY:
            with open(tables / f"{TIDY.get(name, name)}.csv", encoding="utf-8", newline="") as file:
                counts["csv"] = sum(1 for _ in csv.DictReader(file))
        same = len(set(counts.values())) == 1
        schema = facts[b"themata.schema"].decode()
        print(f"{name:12} {counts} schema {schema}{'' if same else '  DIFFERENT'}")
        differ += not same

    texts = dict(zip(*polars.read_parquet(columns / "documents.parquet")
                     .select("document", "text").to_dict(as_series=False).values()))
    for name in ["codings", "turns"]:
        rows = polars.read_parquet(columns / f"{name}.parquet")
        wrong = sum(texts[row["document"]][row["start"]:row["end"]] != row["words"]
                    for row in rows.iter_rows(named=True))
        print(f"{name}: {rows.height} places cut out of the texts, {wrong} differ")
        differ += wrong

    joined = duckdb.sql(f"""
        select theme, count(*) as codings, count(distinct a.value) as sites
        from '{columns}/codings.parquet' c
        join '{columns}/attributes.parquet' a
          on a.document = c.document and a.attribute = 'site' and a.speaker is null
        group by theme order by codings desc""").fetchall()
    print("codings and sites by theme:", joined)
    return min(differ, 1)


if __name__ == "__main__":
    sys.exit(main())
