"""Asking: one boundary between those who want answers and the questions.

A chain of several questions takes `ask` as an argument, so that the screen, which keeps answers,
and the command line, which keeps them for one run at most, share it.
"""

import hashlib
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def name_of(*parts: object) -> str:
    """Return a digest of frozen records, which are told apart by their `repr`."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()


class Digested(Protocol):
    """What a question can be about: its digest changes with everything that an answer may use."""

    @property
    def digest(self) -> str:
        """A name for exactly this content."""
        ...


About = TypeVar("About", bound=Digested)


class Ask(Protocol):
    """Answers a question about rows, or about a model fitted to them."""

    def __call__(
        self,
        question: Callable[Concatenate[About, P], R],
        about: About,
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Return the answer."""
        ...


def ask_anew(
    question: Callable[Concatenate[About, P], R], about: About, /, *args: P.args, **kwargs: P.kwargs
) -> R:
    """Answer a question without keeping the answer."""
    return question(about, *args, **kwargs)


def remembering() -> Ask:
    """Return an ask that answers the same question about the same rows once."""
    kept: dict[str, Any] = {}

    def ask(
        question: Callable[Concatenate[About, P], R],
        about: About,
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        name = name_of(question, about.digest, args, kwargs)
        if name not in kept:
            kept[name] = question(about, *args, **kwargs)
        answer: R = kept[name]
        return answer

    return ask
