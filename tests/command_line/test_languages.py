"""What the command line says of its options goes through `say`, so that it can be translated."""

import argparse
import re
from collections.abc import Iterator

import pytest
from babel.support import NullTranslations

from cx.__main__ import _parser
from cx.command_line.analyse import ANALYSES
from cx.text import language
from cx.text.messages import catalogue


class Marked(NullTranslations):
    """Knows the messages of the catalogue, and writes a sign for each."""

    def __init__(self) -> None:
        super().__init__()
        self._known = {message.id for message in catalogue() if message.id}

    def gettext(self, message: str) -> str:
        return "⟦⟧" if message in self._known else message


def helps(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Find every explanation of a command and of its options; -h is argparse's own."""
    yield parser.description or ""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from (choice.help or "" for choice in action._choices_actions)
            for command in action.choices.values():
                yield from helps(command)
        elif not isinstance(action, argparse._HelpAction):
            yield action.help or ""


def test_every_explanation_of_an_option_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_translations", lambda _: Marked())
    listed = ", ".join(ANALYSES)  # the names that are typed
    told = [text for text in helps(_parser()) if text and text != listed]
    assert len(told) > 20
    assert [text for text in told if re.search("[A-Za-z]", text)] == []
