"""Runs an app until SIGTERM or a failure, and says by its exit code how that ended."""

import asyncio
import gc
import logging
import os
import signal
from collections.abc import Sequence

import uvloop

from streams.admin import check_offsets, check_topics
from streams.app import FeedApp, needed_topics
from streams.errors import StreamsError
from streams.logs import configure_logs, logger
from streams.topics import Topic

log = logger("worker")
LEAVING = 3.0  # seconds that a failed worker has to leave the group


def run(app: FeedApp, topics: Sequence[Topic]) -> int:
    """Run the worker; SIGTERM and SIGINT drain it: then 0. A failure ends the process, with the failure's exit code.

    `topics` are the deployment's; it refuses to start where one of them, or one of its own, is not as it should be.
    """
    configure_logs()
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())  # also for the thread in which Faust consumes
    try:
        _check(app, topics)
        _rest_collector()
        asyncio.run(_serve(app))
    except StreamsError as error:
        log.critical("stopped", error=type(error).__name__, why=str(error))
        return error.exit_code
    return 0


def _rest_collector() -> None:
    """What is loaded stays; batches make many objects and no cycles: fewer looks for garbage, a sixth more speed."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _check(app: FeedApp, topics: Sequence[Topic]) -> None:
    settings, wanted = app.settings, needed_topics(app, topics)
    read = {topic for agent in app.handlers for topic in agent.topics}
    check_topics(settings.broker, wanted)
    check_offsets(settings.broker, settings.app_id, [topic for topic in wanted if topic.name in read])


async def _serve(app: FeedApp) -> None:
    asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    running = asyncio.create_task(_live(app))
    asking = asyncio.create_task(asked.wait())
    await asyncio.wait({running, asking}, return_when=asyncio.FIRST_COMPLETED)
    if not running.done():
        log.info("stopping")
        await app.stop()
        await asyncio.wait({running}, timeout=5)
    asking.cancel()
    error = running.exception() if running.done() else None
    if reason := app.failure or error or app.crash_reason:
        await _abandon(app, reason if isinstance(reason, StreamsError) else StreamsError(type(reason).__name__))


async def _live(app: FeedApp) -> None:
    await app.start()
    await app.wait_until_stopped()


async def _abandon(app: FeedApp, failure: StreamsError) -> None:
    """End a worker that failed: leave the group, so that another takes over soon, and wait for nothing more."""
    log.critical("stopped", error=type(failure).__name__, why=str(failure))
    logging.disable()  # a Faust that crashed does not stop without noise
    await asyncio.wait({asyncio.create_task(app.stop())}, timeout=LEAVING)
    os._exit(failure.exit_code)
