"""What tests of errors raise, and how they look at tracebacks."""

import traceback

from support import skip_on

keeps_tracebacks = skip_on("graalpy", "23 forgets the traceback of an exception that is put back", before=(3, 11))


class Special(Exception):
    """An exception with state of its own."""

    def __init__(self, *args, extra=None):
        super().__init__(*args)
        self.extra = extra


class Sneaky(BaseException):
    """Not an Exception."""


def fail_deep():
    fail_deeper()


def fail_deeper():
    raise Special("deep", 2, extra="kept")


def failing(exception):
    """A function that raises `exception`."""

    def fail(*args):
        raise exception

    return fail


def functions_below(call, *args):
    """Calls and gives the names of the functions in the traceback of what that raises, without this one."""
    try:
        call(*args)
    except BaseException as error:
        return functions_of(error)[1:]


def functions_of(exception):
    return [frame.name for frame in traceback.extract_tb(exception.__traceback__)]
