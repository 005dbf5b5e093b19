"""The half of a coroutine that is Python's."""

import asyncio
import contextlib
import weakref

#: How long the loops wait before they look again that have no alarm, in seconds.
INTERVAL = 0.005
#: Of each event loop in which a future has waited; `None` for one that cannot have any.
alarms = weakref.WeakKeyDictionary()


def start(step, name, qualified):
    """A coroutine of this name; GraalPy's have none."""
    coroutine = drive(step)
    try:
        coroutine.__name__ = name
        coroutine.__qualname__ = qualified
    except AttributeError:
        pass
    return coroutine


async def drive(step):
    """Polls a future by `step(True)` until it is done; `step(False)` drops it."""
    try:
        is_done, value = step(True)
        while not is_done:
            await (asyncio.sleep(0) if value is None else value)
            is_done, value = step(True)
        return value
    finally:
        step(False)


def suspend():
    """The alarm of the running loop, what it is raised for, and what to await until then; `None` if nothing is installed."""
    loop = asyncio.get_running_loop()
    if loop not in alarms:
        return None
    alarm = alarms[loop]
    if alarm is None:
        return None, None, asyncio.sleep(INTERVAL)
    waiter = loop.create_future()
    # The coroutine keeps it, and it the coroutine; one more reference, in Rust, and no collector would find them.
    return alarm, weakref.ref(waiter), waiter


def install(alarm, descriptor):
    loop = asyncio.get_running_loop()
    alarms[loop] = None
    if descriptor >= 0:
        with contextlib.suppress(NotImplementedError):
            loop.add_reader(descriptor, answer, alarm)
            alarms[loop] = alarm


def answer(alarm):
    for reference in alarm():
        waiter = reference()
        if waiter is not None and not waiter.done():
            waiter.set_result(None)
