"""Which format a file is in, by what it says and not by its name."""

from __future__ import annotations

from careertui.exchange.draft import Draft

LARGEST_TABLE = 4_000_000
"""Bytes: a thousand times what LinkedIn has of anybody."""


def read(content: bytes, name: str) -> Draft:
    """What a file would add: a CV in JSON Resume, or one of LinkedIn's tables.

    Args:
        content: the file's content, UTF-8, or UTF-16 with its byte order mark.
        name: what to call the file in an error.

    Raises:
        CareerError: when it is in none of these formats, or too much to be a CV.
    """
    if len(content) <= LARGEST_TABLE and not _begins_like_json(content):
        from careertui.exchange import linkedin

        text = content.decode("utf-8", "replace")
        if linkedin.is_table(text):
            return linkedin.read(text, name)
    from careertui.exchange import jsonresume

    return jsonresume.read(content, name)


def _begins_like_json(content: bytes) -> bool:
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}
