"""Why a worker stops, each with the exit code that says what to do about it."""


class StreamsError(Exception):
    """A worker cannot go on; the text says why and what helps."""

    exit_code = 70


class Misconfigured(StreamsError):
    """Something outside must be put right first: a topic, an offset, a setting."""

    exit_code = 1


class TooManyRefused(StreamsError):
    """A feed whose records are refused in a row is stopped instead of buried."""

    exit_code = 2


class BrokerUnreachable(StreamsError):
    """No broker answers at the address given."""

    exit_code = 3


class HandlerFailed(StreamsError):
    """A handler raised: nothing of its batch was acknowledged, the next worker reads it again."""


class LogChanged(StreamsError):
    """A partition is not the log that was being read: made anew, or records gone before they were read."""

    exit_code = 1
