"""Datasette serves the database with its metadata: each cell equals the CSVs, search works, columns are explained."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from common import Truth, main
from datasette.app import Datasette


def problems(folder: Path) -> Iterator[str]:
    yield from asyncio.run(_all(Truth(folder)))


async def _all(truth: Truth) -> list[str]:
    out: list[str] = []
    metadata = json.loads(truth.file(".datasette.json").read_text(encoding="utf-8"))
    server = Datasette(
        [], immutables=[str(truth.file(".sqlite"))], metadata=metadata, settings={"max_returned_rows": 100_000}
    )
    await server.invoke_startup()
    for name in truth.tables:
        query = quote(f'select * from "{name}" order by rowid')
        answer = (await server.client.get(f"/{truth.name}.json?_shape=array&sql={query}")).json()
        out.extend(truth.compare("Datasette", name, answer))
        page = await server.client.get(f"/{truth.name}/{name}")
        about = metadata["databases"][truth.name]["tables"][name]["description"]
        if page.status_code != 200 or about.split("'")[0][:40] not in page.text:
            out.append(f"the page of {name} does not show its description")
    found = (
        await server.client.get(f"/{truth.name}/recommendations.json?_search=trafficking&_shape=array&_size=max")
    ).json()
    if not found:
        out.append("search finds nothing")
    return out


if __name__ == "__main__":
    main(problems)
