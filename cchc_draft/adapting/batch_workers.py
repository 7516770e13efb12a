"""Who does the work of a batch: this process, processes on this machine, or a Dask cluster."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import connection
from pathlib import Path
from typing import Literal, NamedTuple

from cchc_draft.adapting.commune_work import Settings, workshop
from cchc_draft.errors import CchcDraftError, Problem
from cchc_draft.language import N_

FEW = 24
"""So few communes are done sooner by one process than others take to start."""
DASK_WAIT = 10
"""Seconds in which a cluster has to answer."""


class Workers(NamedTuple):
    """An executor, None for this process, and how many chunks it does at once."""

    executor: Executor | None
    at_once: int


@contextmanager
def workers(settings: Settings, communes: int, jobs: int | None = None, address: str = "") -> Iterator[Workers]:
    """Give the workers for a batch: *jobs* processes, by default one for each core; a cluster where it has an address.

    Raises CchcDraftError where the cluster cannot be used.
    """
    if address:
        with _cluster(address) as found:
            yield found
        return
    count = jobs or (1 if communes <= FEW else _cores())
    if count == 1:
        yield Workers(None, 1)
        return
    manner = _manner()
    pool = ProcessPoolExecutor(count, multiprocessing.get_context(manner), initializer=_start, initargs=(settings,))
    if manner == "fork":
        pool.submit(os.getpid)  # copies are made now: they are to hold no file that is opened later
    try:
        yield Workers(pool, count)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _manner() -> Literal["fork", "spawn"]:
    """Return how processes start: as copies of this one, which has read everything, where that is safe; else anew."""
    threads = Path("/proc/self/task")
    is_alone = sys.platform == "linux" and threads.is_dir() and len(list(threads.iterdir())) == 1
    return "fork" if is_alone else "spawn"


def _start(settings: Settings) -> None:
    """Get a process ready: it reads the city's plan once, and leaves Ctrl-C to the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    workshop(settings)
    gc.freeze()
    gc.enable()


def _end_with_parent() -> None:
    """End this process when the one that started it is gone: killed, it can tell nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


@contextmanager
def _cluster(address: str) -> Iterator[Workers]:
    try:
        make = import_module("distributed").Client
    except ImportError as error:
        raise CchcDraftError([Problem("dask-missing", NO_DASK, {})]) from error
    try:
        client = make(address, timeout=DASK_WAIT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        facts = {"address": address, "reason": str(error).split("\n", 1)[0]}
        raise CchcDraftError([Problem("dask-unreachable", UNREACHABLE, facts)]) from error
    try:
        count = sum(client.nthreads().values())
        if not count:
            raise CchcDraftError([Problem("dask-unreachable", NO_WORKERS, {"address": address})])
        with client.get_executor(pure=False, retries=0) as executor:
            yield Workers(executor, count)
    finally:
        client.close()


NO_DASK = N_('chưa cài Dask; hãy chạy: pip install "cchc-draft[dask]"')
UNREACHABLE = N_("không nối được với cụm Dask {address}: {reason}")
NO_WORKERS = N_("cụm Dask {address} không có máy nào đang nhận việc")
