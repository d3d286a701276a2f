"""Pages as values, and pages of files. Archives and crawls are read by `medloom run`."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator


@dataclasses.dataclass(frozen=True)
class Page:
    """Bytes, and what is known about where they came from.

    Its id is made of the url, else of the name, else of the bytes.
    """

    bytes: bytes = dataclasses.field(repr=False)
    name: str = ""
    url: str = ""
    content_type: str = ""
    fetched: str = ""


def read_files(*paths: str | os.PathLike[str]) -> Iterator[Page]:
    """The pages of files and folders, one after the other: folders in bytewise order of their paths.

    Named as `medloom run` names them: a file by itself, one of a folder by its path below that. What
    is hidden (".git") is passed over in folders; a file that cannot be read raises OSError.
    """
    for given in paths:
        path = os.fspath(given)
        if not os.path.isdir(path):
            yield _page(path, os.path.basename(path))
            continue
        for name in sorted(_names_below(path), key=os.fsencode):
            yield _page(os.path.join(path, name), name)


def _names_below(folder: str) -> Iterator[str]:
    for parent, folders, files in os.walk(folder, onerror=_raise):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith("."):
                yield os.path.relpath(os.path.join(parent, name), folder)


def _raise(error: OSError) -> None:
    raise error


def _page(path: str, name: str) -> Page:
    with open(path, "rb") as file:
        return Page(file.read(), name)
