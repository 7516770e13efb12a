"""How wide text is in Times New Roman: advance widths of its letters, for lines and columns that fit the text.

Units are 1/2048 of the type size; Liberation Serif and Tinos have the same widths by design. Letters that are not in
the table count as wide as the letter "o". The signs around words to be confirmed have no width.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

Face = Literal["regular", "bold", "italic"]

UNITS_PER_EM = 2048
TWIPS_PER_POINT = 20

_REGULAR = {
    0: "\ue010\ue011",
    369: "'",
    410: "|¦",
    512: " ,. ",
    565: "ª",
    569: "/:;\\ijltìíîïĩīĭįıĵĺļłţŧſỉị",
    614: "²³¹",
    635: "º",
    682: "!()-I[]`fr¡¨­´·¸ÌÍÎÏĨĪĬĮİŕŗřỈỊ‘’",
    704: "ŀ",
    797: "JsĴśŝşš",
    819: "°",
    832: "ľ",
    836: '"',
    875: "ť",
    909: "?acez¿àáâãäåçèéêëāăąćĉċčēĕėęěźżžạảấầẩẫậắằẳẵặẹẻẽếềểễệ“”",
    928: "¶",
    961: "^",
    983: "{}",
    1013: "ŋ",
    1024: ("#$*0123456789_bdghknopquvxy¢£¤¥§«¯»ßðñòóôõöøùúûüýþÿđĝğġģĥħķĸńņňōŏőũūŭůűųŷọỏốồổỗộụủỳỵỷỹ–"),
    1083: "ơớờởỡợ",
    1108: "~",
    1110: "ưứừửữự",
    1124: "±÷",
    1131: "ĳ",
    1139: "FPSÞŚŜŞŠ",
    1155: "+<=>¬×",
    1180: "µ",
    1237: "ŉ",
    1251: "ELTZÈÉÊËĒĔĖĘĚĹĻĽĿŁŢŤŦŹŻŽẸẺẼẾỀỂỄỆ",
    1324: "ď",
    1366: "BCRÇæĆĈĊČŔŖŘ",
    1437: "Ŋ",
    1451: "Ĳ",
    1479: ("ADGHKNOQUVXYwÀÁÂÃÄÅÐÑÒÓÔÕÖØÙÚÛÜÝĀĂĄĎĐĜĞĠĢĤĦĶŃŅŇŌŎŐœŨŪŬŮŰŲŵŶŸƠẠẢẤẦẨẪẬẮẰẲẴẶỌỎỐỒỔỖỘỚỜỞỠỢỤỦỲỴỶỸ"),
    1536: "¼½¾",
    1556: "©®",
    1589: "ƯỨỪỬỮỰ",
    1593: "&m",
    1706: "%",
    1821: "MÆŒ",
    1886: "@",
    1933: "WŴ",
    2048: "—…",
}
_BOLD = {
    0: "\ue010\ue011",
    451: "|¦",
    512: " ,. ",
    569: "'/\\ilìíîïĩīĭįıĺļłſỉị",
    614: "ª²³¹",
    676: "º",
    682: "!()-:;[]`fjt¡¨­´¸ĵţŧ‘’",
    683: "·",
    797: "IsÌÍÎÏĨĪĬĮİśŝşšỈỊ",
    807: "{}",
    810: "ŀ",
    819: "°",
    909: "cerzçèéêëćĉċčēĕėęěŕŗřźżžẹẻẽếềểễệ",
    960: "ľ",
    1024: ("#$*0123456789?J_agovxy¢£¤¥§«¯»¿àáâãäåðòóôõöøýÿāăąĝğġģĴōŏőŷạảấầẩẫậắằẳẵặọỏốồổỗộỳỵỷỹ–“”"),
    1065: "~",
    1067: "ť",
    1106: "¶",
    1124: "±÷",
    1131: "ĳ",
    1134: "ơớờởỡợ",
    1137: '"',
    1139: "SbdhknpqußñùúûüþđĥħķĸńņňŋŚŜŞŠũūŭůűųụủ",
    1167: "+<=>¬×",
    1180: "µ",
    1190: "^",
    1229: "ưứừửữự",
    1251: "FPÞ",
    1366: "BELTZÈÉÊËĒĔĖĘĚĹĻĽĿŁŢŤŦŹŻŽẸẺẼẾỀỂỄỆ",
    1479: "ACDNRUVXYwÀÁÂÃÄÅÇÐÑÙÚÛÜÝæĀĂĄĆĈĊČĎĐŃŅŇœŔŖŘŨŪŬŮŰŲŵŶŸẠẢẤẦẨẪẬẮẰẲẴẶỤỦỲỴỶỸ",
    1493: "ŉ",
    1502: "ď",
    1530: "©®",
    1536: "¼½¾",
    1575: "Ŋ",
    1593: "GHKOQÒÓÔÕÖØĜĞĠĢĤĦĶŌŎŐƠỌỎỐỒỔỖỘỚỜỞỠỢ",
    1630: "ƯỨỪỬỮỰ",
    1685: "Ĳ",
    1706: "&m",
    1905: "@",
    1933: "M",
    2048: "%WÆŒŴ—…",
}
_ITALIC = {
    0: "\ue010\ue011",
    438: "'",
    512: " ,. ·",
    563: "|¦",
    565: "ª",
    569: "/\\fijltìíîïĩīĭįıĵĺļłţſỉị",
    570: "ŧ",
    614: "²³¹",
    635: "º",
    661: "ŀ",
    682: "!()-:;I`¨­´¸ÌÍÎÏĨĪĬĮİỈỊ‘’",
    745: "ľť",
    797: "[]rsz¡ŕŗřśŝşšźżž",
    819: "{}°",
    860: '"',
    864: "^",
    909: "JcekvxyçèéêëýÿćĉċčēĕėęěĴķĸŷẹẻẽếềểễệỳỵỷỹ",
    987: "ŋ",
    1024: ("#$*0123456789?S_abdghnopqu¢£¤¥§«¯»¿ßàáâãäåðñòóôõöøùúûüþāăąđĝğġģĥħńņňōŏőŚŜŞŠũūŭůűųạảấầẩẫậắằẳẵặọỏốồổỗộụủ–"),
    1025: "ĳ",
    1071: "¶",
    1093: "ơớờởỡợ",
    1108: "~",
    1117: "ưứừửữự",
    1124: "±÷",
    1139: "LTYZÝĹĻĽĿŁŢŤŦŶŸŹŻŽỲỴỶỸ“”",
    1180: "µ",
    1182: "ŉ",
    1246: "ď",
    1251: "ABEFPRVXÀÁÂÃÄÅÈÉÊËÞĀĂĄĒĔĖĘĚŔŖŘẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆ",
    1366: "CKNwÇÑæĆĈĊČĶŃŅŇœŵ",
    1382: "+<=>¬×",
    1426: "Ŋ",
    1479: "DGHOQUmÐÒÓÔÕÖØÙÚÛÜĎĐĜĞĠĢĤĦŌŎŐŨŪŬŮŰŲƠỌỎỐỒỔỖỘỚỜỞỠỢỤỦ",
    1536: "¼½¾Ĳ",
    1544: "ƯỨỪỬỮỰ",
    1556: "©®",
    1593: "&",
    1706: "%MWŴ",
    1821: "Æ—…",
    1884: "@",
    1933: "Œ",
}

_TABLES: dict[Face, dict[int, str]] = {"regular": _REGULAR, "bold": _BOLD, "italic": _ITALIC}
_WIDTHS = {
    face: {letter: width for width, letters in table.items() for letter in letters} for face, table in _TABLES.items()
}


@lru_cache(maxsize=20_000)
def text_width(text: str, half_points: int, face: Face = "regular") -> int:
    """Return the width of *text* in twips at a size given in half-points (``w:sz``)."""
    widths = _WIDTHS[face]
    usual = widths["o"]
    units = sum([widths.get(letter, usual) for letter in text])
    return round(units * half_points * TWIPS_PER_POINT / (2 * UNITS_PER_EM))


def line_widths(text: str, room: int, half_points: int, face: Face = "regular") -> list[int]:
    """Return the widths of the lines that *text* takes in *room* twips, broken at spaces as Word does."""
    return _broken(*_measured(text, half_points, face), room)


@lru_cache(maxsize=1_000)
def balanced_room(text: str, room: int, half_points: int, face: Face = "regular") -> int:
    """Return a room of at most *room* in which *text* takes as few lines as in *room*, but even ones.

    2 mm stay spare, since every program rounds widths in its own way.
    """
    words, space = _measured(text, half_points, face)
    target = len(_broken(words, space, room))
    if target == 1:
        return room
    too_narrow, enough = 0, room
    while enough - too_narrow > MILLIMETRE:
        middle = (too_narrow + enough) // 2
        if len(_broken(words, space, middle)) == target:
            enough = middle
        else:
            too_narrow = middle
    return min(room, enough + 2 * MILLIMETRE)


MILLIMETRE = 57


def _measured(text: str, half_points: int, face: Face) -> tuple[list[int], int]:
    """Return the widths of the words, and of a space; a blank of several spaces is empty words between them."""
    return [text_width(word, half_points, face) for word in text.split(" ")], text_width(" ", half_points, face)


def _broken(words: list[int], space: int, room: int) -> list[int]:
    widths: list[int] = []
    for word in words:
        if widths and widths[-1] + space + word <= room:
            widths[-1] += space + word
        else:
            widths.append(word)
    return widths or [0]
