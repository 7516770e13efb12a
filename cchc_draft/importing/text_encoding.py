"""The bytes of a text file as text: UTF-8 and UTF-16, and the Vietnamese encodings of before, where it is certain."""

from __future__ import annotations

import codecs
import unicodedata

from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.importing import converters
from cchc_draft.importing.legacy_fonts import DECODERS, DOUBTFUL, NAMES, SURE, converted, from_legacy, sound_share
from cchc_draft.language import N_
from cchc_draft.source_text import SIZE_LIMIT, TOO_LARGE

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""First bytes that name the encoding; the longer ones first."""
LEAST_WHOLE = 0.995
"""Share of letters that must be whole in a file with some damaged bytes."""


def decode_text(data: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file, and what was put right to read it.

    Raises InputError for a file that is too large, that is no text, or whose encoding is not certain.
    """
    if len(data) > SIZE_LIMIT:
        raise _fault("file-too-large", TOO_LARGE, file, limit=SIZE_LIMIT // 1_000_000)
    kind = converters.kind_of(data)
    if kind and kind != "html":
        raise _fault("not-a-text-file", OTHER_KIND, file, kind=converters.KIND_NAMES[kind])
    encoding = _wide_encoding(data)
    if encoding:
        return _wide_text(data, encoding, file), ()
    if b"\0" in data:
        raise _fault("not-a-text-file", BINARY, file)
    try:
        return from_legacy(data.decode("utf-8"), file)
    except UnicodeDecodeError as error:
        return _single_bytes(data, file, data.count(b"\n", 0, error.start) + 1)


def _wide_encoding(data: bytes) -> str:
    """Return the encoding that the first bytes name, or UTF-16 without a mark, told by the zeros of its ASCII."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:4096]
    pairs = len(head) // 2
    if pairs < 8 or b"\0" not in head:
        return ""
    shares = {"utf-16-be": head[0::2].count(0) / pairs, "utf-16-le": head[1::2].count(0) / pairs}
    best, other = sorted(shares, key=shares.__getitem__, reverse=True)
    return best if shares[best] > 0.3 and shares[other] < 0.05 else ""


def _wide_text(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        raise _fault("damaged-text", DAMAGED, file, encoding=name, position=error.start) from error


def _single_bytes(data: bytes, file: str, line: int) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file that is not UTF-8 from *line* on, when only one encoding makes sense of it."""
    repaired = data.decode("utf-8", "replace")
    damaged = repaired.count("\ufffd")
    if damaged <= (1 - LEAST_WHOLE) * len(repaired) and sound_share(repaired) >= SURE:
        problem = Problem("damaged-text", REPAIRED, {"count": damaged}, Place(file, line), level="warning")
        return repaired, (problem,)
    shown = data.decode("latin-1").translate(WINDOWS)
    texts = {NAMES[encoding]: decoder(shown) for encoding, decoder in DECODERS.items()}
    texts["Windows-1258"] = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    shares = {name: sound_share(text) for name, text in texts.items()}
    best, second, *_ = sorted(shares, key=shares.__getitem__, reverse=True)
    if shares[best] >= SURE and shares[second] <= DOUBTFUL:
        return texts[best], (converted(best, file),)
    likely = [name for name, share in shares.items() if share > DOUBTFUL] or list(texts)
    raise InputError([Problem("unknown-encoding", UNKNOWN, {"names": ", ".join(likely)}, Place(file, line))])


WINDOWS = {
    code: character
    for code in range(0x80, 0xA0)
    if (character := bytes([code]).decode("cp1252", "replace")) != "\ufffd"
}
"""What Windows shows for the codes where Latin-1 has control characters."""


def _fault(code: str, message: str, file: str, **facts: object) -> InputError:
    return InputError([Problem(code, message, facts, Place(file))])


OTHER_KIND = N_("đây không phải là tệp chữ mà là {kind}; hãy đổi đuôi tệp cho đúng")
BINARY = N_("đây không phải là tệp chữ")
DAMAGED = N_("tệp {encoding} bị hỏng hoặc bị cắt cụt ở byte {position}")
REPAIRED = N_("{count} chỗ trong tệp bị hỏng, chữ ở đó đã mất (hiện thành «\ufffd»); hãy đối chiếu với bản gốc")
UNKNOWN = N_("không rõ bảng mã của tệp (có thể là {names}); hãy mở bằng Word và lưu lại với bảng mã UTF-8")
