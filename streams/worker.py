"""Runs an app until SIGTERM or a failure, and says by its exit code how that ended."""

import asyncio
import signal
from collections.abc import Sequence

import uvloop

from streams.admin import check_offsets, check_topics
from streams.app import FeedApp, needed_topics
from streams.errors import StreamsError
from streams.logs import configure_logs, logger
from streams.topics import Topic

log = logger("worker")


def run(app: FeedApp, topics: Sequence[Topic]) -> int:
    """Run the worker; SIGTERM and SIGINT drain it. 0 when it was asked to stop, otherwise the failure's exit code.

    `topics` are the deployment's; it refuses to start where one of them, or one of its own, is not as it should be.
    """
    configure_logs()
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())  # also for the thread in which Faust consumes
    try:
        _check(app, topics)
        asyncio.run(_serve(app))
    except StreamsError as error:
        app.failure = app.failure or error
    if app.failure is None:
        return 0
    log.critical("stopped", error=type(app.failure).__name__, why=str(app.failure))
    return app.failure.exit_code


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
    log.info("stopping", asked=asked.is_set())
    await app.stop()
    asking.cancel()
    await asyncio.wait({running}, timeout=5)
    if app.crash_reason is not None and app.failure is None:
        app.failure = StreamsError(f"{type(app.crash_reason).__name__}: {app.crash_reason}")


async def _live(app: FeedApp) -> None:
    try:
        await app.start()
        await app.wait_until_stopped()
    except StreamsError as error:
        app.failure = error
