"""The register of documents: which are in force, which were replaced and by what, which end when.

``words/van-ban.yaml`` comes with the program; a file ``van-ban.yaml`` in a plan folder, or beside the folders of
profiles, adds to it and wins over it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from cchc_draft.carrying.words import entries
from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.importing.flat_text import flat
from cchc_draft.language import N_, translate
from cchc_draft.records import TEXT, WHOLE_DATE, Record, bind, key
from cchc_draft.source_text import read_text
from cchc_draft.yaml_text import Node, load

NAME = "van-ban.yaml"


class StatusRecord(Record):
    """One document of the register."""

    date: datetime.date | None = key("ngay", WHOLE_DATE, default=None)
    name: str | None = key("ten", TEXT, default=None)
    """Name of a law."""
    in_force: str | None = key("con_hieu_luc", TEXT, default=None)
    replaced_by: str | None = key("thay_the_boi", TEXT, default=None)
    ends_on: datetime.date | None = key("het_hieu_luc", WHOLE_DATE, default=None)


class Register(NamedTuple):
    """Documents by number and symbol; later ones win."""

    documents: dict[str, StatusRecord]

    def status(self, symbol: str, date: datetime.date | None, law: str = "", law_year: int = 0) -> StatusRecord | None:
        """Return what is known of a document; None where nothing is, or where it may be another one.

        A law is known by its name together with its date or year.
        """
        record = self.documents.get(symbol) if symbol else None
        if record and (record.date is None or record.date == date or "/20" in symbol):
            return record
        for one in self.documents.values() if law else ():
            is_meant = one.date and (one.date == date or (date is None and one.date.year == law_year))
            if is_meant and one.name and flat(one.name) == flat(law):
                return one
        return None


def open_register(files: Iterable[Path]) -> Register:
    """Return the program's register with those of *files* laid on it, the last one winning.

    Raises InputError with every fault of the files.
    """
    documents = {symbol: _bound(symbol, _node(value)) for symbol, value in entries("van-ban").items()}
    problems: list[Problem] = []
    for path in files:
        try:
            tree = load(read_text(path), str(path))
        except InputError as error:
            problems += error.problems
            continue
        if not isinstance(tree.value, dict):
            if tree.value is not None:
                problems.append(Problem("register-form", NOT_A_MAPPING, {}, tree.place))
            continue
        for symbol, node in tree.value.items():
            try:
                record = _bound(symbol, node)
            except InputError as error:
                problems += error.problems
                continue
            if sum(value is not None for value in (record.in_force, record.replaced_by, record.ends_on)) != 1:
                problems.append(Problem("register-entry", ONE_STATUS, {"symbol": symbol}, node.key_place))
            documents[symbol] = record
    if problems:
        raise InputError(problems)
    return Register(documents)


def _bound(symbol: str, node: Node) -> StatusRecord:
    return bind(StatusRecord, node, translate(ENTRY).format(symbol=symbol))


def _node(value: dict[str, str]) -> Node:
    place = Place(NAME)
    return Node({name: Node(text, place, place) for name, text in value.items()}, place)


ENTRY = N_("văn bản {symbol}")
NOT_A_MAPPING = N_("danh mục văn bản phải gồm các dòng «số và ký hiệu: {{con_hieu_luc | thay_the_boi | het_hieu_luc}}»")
ONE_STATUS = N_("văn bản «{symbol}» phải ghi đúng một trong các khóa con_hieu_luc, thay_the_boi, het_hieu_luc")
