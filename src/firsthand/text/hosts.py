"""Hosts in the names of files: a mirror keeps a site's files in a folder that is called as its host."""

import re

_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:[._-](?:app-)?ads)?\.txt$", re.IGNORECASE)


def host_of_file(file: str) -> str | None:
    """Return the host after which an ``ads.txt`` or its folder is named, without ``www.``; None where neither is.

    Args:
        file: a path as `Sighting.file` has it: ``mirror/www.example.com/ads.txt``, ``example.com.ads.txt``.
    """
    parts = re.split(r"[/\\]|!/", file)
    for name in (_SUFFIX.sub("", parts[-1]), parts[-2] if len(parts) > 1 else ""):
        if _HOST.fullmatch(name):
            return name.lower().removeprefix("www.")
    return None
