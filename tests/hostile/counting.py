"""How many payloads there are."""

from probing import collect

try:
    import hpy_hostile as m
except ImportError:
    m = None


def left():
    """How many payloads there are when all is collected."""
    collect()
    m.Node(1)  # What a reference that was dropped refers to goes when the next one is made.
    collect()
    return m.alive()
