version: str

class Pipeline:
    def process(
        self, page: bytes, name: bytes, url: bytes, content_type: bytes, fetched: bytes, /
    ) -> tuple[str | None, str, str]: ...
    def decode(self, page: bytes, name: bytes, content_type: bytes, /) -> bytes | None: ...

def load(
    profile: bytes,
    settings: list[str],
    dictionaries: list[bytes],
    data: bytes,
    cache: bytes,
    pseudonym_key: str,
    /,
) -> tuple[Pipeline | None, list[tuple[str, str]]]: ...
