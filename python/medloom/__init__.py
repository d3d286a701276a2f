"""Scraped health pages to structured, terminology-clean Q&A records.

    import medloom

    pipeline = medloom.Pipeline(settings={"convert.to": "zh-Hant-TW"})
    record = pipeline.process(page_bytes, url="https://qa.example.org/1")

    for page, result in pipeline.process_many(medloom.read_files("pages")):
        if isinstance(result, medloom.Reject):
            print(page.name, result.reason)

A record is the JSON of `medloom-record/1` as a dict. One pipeline serves all threads, and the
interpreter is free for others while a page is processed. docs/embedding.md has more.
"""

from __future__ import annotations

import collections
import concurrent.futures
import dataclasses
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Union

from . import _native
from .files import Page, read_files

__all__ = [
    "ConfigurationError", "Page", "Pipeline", "Problem", "Reject", "Rejected", "read_files",
]
__version__: str = _native.version

Path = Union[str, "os.PathLike[str]"]


@dataclasses.dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a configuration, and where: "terms.tsv:41"."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class ConfigurationError(ValueError):
    """A configuration that does not hold; `problems` is everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclasses.dataclass(frozen=True)
class Reject:
    """A page that gives no record: which stage could not go on, and why."""

    stage: str
    reason: str

    def __str__(self) -> str:
        return f"{self.stage}: {self.reason}"


class Rejected(ValueError):
    """Raised by Pipeline.process for a page that gives no record."""

    def __init__(self, reject: Reject) -> None:
        super().__init__(str(reject))
        self.reject = reject


class Pipeline:
    """Pages to records. Loading takes a moment, so load once.

    profile       a name in profiles/pipelines, or a file of your own
    settings      {"stage.key": value}: what `medloom run` takes by --set
    dictionaries  files of your own; the last one wins
    data          the folder of dictionaries/ and profiles/; where medloom is installed if not given
    cache         a folder for compiled tables, which makes loading faster; none if not given
    """

    def __init__(
        self,
        profile: Path = "default",
        *,
        settings: Mapping[str, object] | None = None,
        dictionaries: Iterable[Path] = (),
        data: Path = "",
        cache: Path = "",
        pseudonym_key: str = "",
    ) -> None:
        native, found = _native.load(
            os.fsencode(profile),
            [f"{key}={_word(value)}" for key, value in (settings or {}).items()],
            [os.fsencode(file) for file in dictionaries],
            os.fsencode(data),
            os.fsencode(cache),
            pseudonym_key,
        )
        if native is None:
            raise ConfigurationError([Problem(*problem) for problem in found])
        self._native = native

    def process(
        self,
        page: bytes | Page,
        *,
        url: str = "",
        name: str = "",
        content_type: str = "",
        fetched: str = "",
    ) -> dict[str, Any]:
        """The record of a page; raises Rejected where it gives none."""
        if not isinstance(page, Page):
            page = Page(page, name, url, content_type, fetched)
        result = self._result(page)
        if isinstance(result, Reject):
            raise Rejected(result)
        return result

    def process_many(
        self, pages: Iterable[Page], *, threads: int | None = None
    ) -> Iterator[tuple[Page, dict[str, Any] | Reject]]:
        """Each page with its record or Reject, in order. A few pages a thread are read ahead."""
        threads = threads or os.cpu_count() or 1
        waiting: collections.deque[tuple[Page, concurrent.futures.Future[Any]]] = collections.deque()
        executor = concurrent.futures.ThreadPoolExecutor(threads)
        try:
            for page in pages:
                waiting.append((page, executor.submit(self._result, page)))
                if len(waiting) > 4 * threads:
                    first, result = waiting.popleft()
                    yield first, result.result()
            while waiting:
                first, result = waiting.popleft()
                yield first, result.result()
        finally:  # a caller that stops early waits for the pages in work alone
            executor.shutdown(cancel_futures=True)

    def decode(self, page: bytes, *, name: str = "", content_type: str = "") -> str | None:
        """The decoded page. Spans named `page` count in its UTF-8."""
        decoded = self._native.decode(page, _utf8(name), _utf8(content_type))
        return None if decoded is None else decoded.decode("utf-8")

    def _result(self, page: Page) -> dict[str, Any] | Reject:
        record, stage, reason = self._native.process(
            page.bytes, *map(_utf8, (page.name, page.url, page.content_type, page.fetched))
        )
        return Reject(stage, reason) if record is None else json.loads(record)


def _utf8(text: str) -> bytes:
    """The bytes that the system knows a file by, where its name is no UTF-8."""
    return text.encode("utf-8", "surrogateescape")


def _word(value: object) -> str:
    """A setting as one would type it: True is "true", a list "a, b"."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value)
