"""Sees to it that an interrupt from the keyboard arrives as one. Does not say what becomes of it then.

Python raises KeyboardInterrupt wherever it happens to be. Where that is a method that an extension module called, the
module may make an error of its own of it, and need not say where that came from: pydantic does so while it reads the
value of an enum member.
"""

import contextlib
import signal
from collections.abc import Callable, Iterator
from types import FrameType


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """Within, whatever is raised after a KeyboardInterrupt is a KeyboardInterrupt again on its way out.

    Interrupts that are ignored stay so, and those that the caller of `main` does something else with are his.
    """
    before = signal.getsignal(signal.SIGINT)
    came = False
    if not callable(before):
        yield
        return

    def remember(number: int, frame: FrameType | None) -> None:
        nonlocal came
        try:
            before(number, frame)
        except KeyboardInterrupt:
            came = True
            raise

    if not _handle(remember):
        yield
        return
    try:
        yield
    except Exception:
        if came:
            raise KeyboardInterrupt from None
        raise
    finally:
        signal.signal(signal.SIGINT, before)


def _handle(handler: Callable[[int, FrameType | None], None]) -> bool:
    """Has interrupts go to *handler*; False in a thread, where none arrive."""
    try:
        signal.signal(signal.SIGINT, handler)
    except ValueError:
        return False
    return True
