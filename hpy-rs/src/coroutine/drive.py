"""The half of a coroutine that is Python's."""

import asyncio
import contextvars
import weakref

#: How long a loop waits before it looks again that cannot listen, in seconds.
INTERVAL = 0.005
#: The listener of each loop in which a future has waited. Weak references: a listener has what waits, and that has the loop.
listeners = weakref.WeakKeyDictionary()


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
    """Polls a future by `step(True)` until it is done; `step(False)` drops it. `step(False, error)` hands over what was thrown."""
    try:
        while True:
            is_done, value = step(True)
            if is_done:
                return value
            try:
                if value is None:
                    await asyncio.sleep(0)
                    continue
                waiting, waiter = value
                del value  # PyPy's collector does not look into a tuple that C code has had.
                try:
                    waiting.add(waiter)
                    await waiter
                finally:
                    waiting.discard(waiter)
            except BaseException as error:
                # By this frame a traceback has `step`: not every collector finds that what was thrown has it, and is had by it.
                traceback, error.__traceback__ = error.__traceback__, None
                try:
                    if not step(False, error):
                        error.__traceback__ = traceback
                        raise
                finally:
                    del traceback
    finally:
        step(False)


class Listener:
    """Wakes the coroutines of an event loop."""

    def __init__(self, alarm):
        self.alarm = alarm
        #: What is awaited, and has its task or is one: so that the collector does not take one that nobody else has, as it does not where
        #: that waits for a socket.
        self.waiting = set()

    def begin(self, loop, descriptor):
        try:
            if descriptor < 0:
                raise NotImplementedError
            loop.add_reader(descriptor, self.answer)
        except (AttributeError, NotImplementedError):
            loop.call_later(INTERVAL, self.look, loop)

    def answer(self):
        """Each is taken on its own: an exception in between leaves the rest for the next time."""
        while True:
            raised = self.alarm()
            if raised is None:
                return
            waiter = raised()
            if waiter is not None and not waiter.done():
                waiter.set_result(None)

    def look(self, loop):
        """Answers as long as anything waits."""
        try:
            self.answer()
        finally:
            if self.waiting:
                loop.call_later(INTERVAL, self.look, loop)
            else:
                listeners.pop(loop, None)


def listener_of(loop):
    return listeners[loop]() if loop in listeners else None


def suspend():
    """The alarm of the running loop, what it is raised for, and what `drive` awaits until then; `None` if nothing is installed."""
    loop = asyncio.get_running_loop()
    listener = listener_of(loop)
    if listener is None:
        return None
    waiter = loop.create_future()
    # The coroutine keeps it, and it the coroutine; one more reference, in Rust, and no collector would find them.
    return listener.alarm, weakref.ref(waiter), (listener.waiting, waiter)


def attend(awaitable, tell):
    """Has the running loop see to an awaitable, and tells when it has ended. The loop's alarm, and what that is raised for to
    cancel it; `None` if nothing is installed."""
    loop = asyncio.get_running_loop()
    listener = listener_of(loop)
    if listener is None:
        return None
    task = asyncio.ensure_future(awaitable, loop=loop)
    # Loops keep no tasks, and Rust may not: no collector would find them.
    listener.waiting.add(task)
    task.add_done_callback(listener.waiting.discard)
    task.add_done_callback(tell)
    return listener.alarm, canceller(weakref.ref(task))


def canceller(reference):
    def cancel():
        task = reference()
        if task is not None:
            task.cancel()

    return cancel


def install(alarm, descriptor):
    loop = asyncio.get_running_loop()
    listener = Listener(alarm)
    # The loop keeps the context in which it is told: not that of the coroutine which happens to be the first.
    contextvars.Context().run(listener.begin, loop, descriptor)
    listeners[loop] = weakref.ref(listener)
