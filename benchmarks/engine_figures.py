"""Figures of the Parquet files of a site, by DuckDB or by Spark, as JSON; runs where the engine is installed.

python benchmarks/engine_figures.py duckdb|spark SITE [RECIPES]

One text of SQL serves both engines. RECIPES is a page of Markdown: its blocks for the engine are run as they stand.
"""

import json
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

Query = Callable[[str], list[tuple]]
QUERIES = {
    "whole": "SELECT count(*), count(DISTINCT outlet), count(DISTINCT language), count(DISTINCT week) FROM entries",
    "years": "SELECT year, count(*) FROM entries GROUP BY year",
    "weeks": "SELECT week, count(*), count(DISTINCT outlet), count(DISTINCT language) FROM entries GROUP BY week",
    "origins": "SELECT record, entries, outlets, origins FROM counts WHERE kind = 'digest' AND entries > 0",
    "languages": "SELECT language, count(*), count(DISTINCT outlet) FROM entries GROUP BY language",
    "cited": "SELECT cited, count(*), count(quote) FROM sources GROUP BY cited",
    "read in full": "SELECT count(*) FROM entries WHERE read = 'full'",
}


def main(engine: str, site: Path, recipes: Path | None) -> int:
    """Print what the engine counts, how long it took, and whether the recipes ran."""
    os.chdir(site)
    began = time.perf_counter()
    query, run = _duckdb() if engine == "duckdb" else _spark()
    ready = time.perf_counter()
    found = {name: sorted([list(map(str, row)) for row in query(sql)]) for name, sql in QUERIES.items()}
    done = time.perf_counter()
    ran = 0
    for text in _blocks(recipes, "duckdb" if engine == "duckdb" else "pyspark"):
        run(text)
        ran += 1
    json.dump({"figures": found, "start": ready - began, "queries": done - ready, "recipes": ran}, sys.stdout)
    return 0


def _blocks(page: Path | None, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", page.read_text("utf-8"), re.M | re.S) if page else []


def _duckdb() -> tuple[Query, Callable[[str], object]]:
    import duckdb

    connection = duckdb.connect()
    for table in ("entries", "sources"):
        files = f"read_parquet('data/parquet/{table}/*/*.parquet', hive_partitioning = true)"
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM {files}")
    connection.execute("CREATE VIEW counts AS SELECT * FROM 'data/parquet/counts/counts.parquet'")

    def query(sql: str) -> list[tuple]:
        return connection.execute(sql).fetchall()

    return query, query


def _spark() -> tuple[Query, Callable[[str], object]]:
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[*]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    for table in ("entries", "sources", "counts"):
        session.read.parquet(f"data/parquet/{table}").createOrReplaceTempView(table)

    def run(text: str) -> None:
        # What a recipe shows belongs to whoever reads it; here the figures alone are printed.
        shown, sys.stdout = sys.stdout, sys.stderr
        try:
            exec(compile(text, "recipe", "exec"), {})
        finally:
            sys.stdout = shown

    return lambda sql: [tuple(row) for row in session.sql(sql).collect()], run


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve() if sys.argv[3:] else None))
