"""What Word and Excel files from strangers have in common: how old and locked ones begin, how damaged ones fail."""

from __future__ import annotations

import zipfile
import zlib

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
"""Start of files of the old Office, and of new ones under a password."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    LookupError,
)
"""What reading a damaged package raises."""
