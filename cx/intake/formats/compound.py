"""What streams does a compound file hold, as old Office programs write them?

Source: Microsoft, [MS-CFB] Compound File Binary File Format, 2.2 to 2.6.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # sector numbers from here on are marks
_ENTRY = 128  # bytes of one entry of the directory
_STREAM, _ROOT = 2, 5


class UnreadableCompound(ValueError):
    """A compound file whose tables do not fit together."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class CompoundFile:
    """The streams of a compound file by name. Errors: UnreadableCompound."""

    def __init__(self, path: Path) -> None:
        self._bytes = path.read_bytes()
        try:
            self._open()
        except (struct.error, UnicodeDecodeError, IndexError) as error:
            raise UnreadableCompound(str(error)) from error

    def _open(self) -> None:
        data = self._bytes
        version, _, shift, mini_shift = struct.unpack_from("<HHHH", data, 26)
        if shift not in (9, 12) or version not in (3, 4):
            raise UnreadableCompound("sector size")
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        directory, _, self._cutoff, mini_fat = struct.unpack_from("<IIII", data, 48)
        (first_list, n_lists) = struct.unpack_from("<II", data, 68)
        tables = list(struct.unpack_from("<109I", data, 76))
        for _ in range(n_lists):
            part = self._numbers(first_list)
            tables += part[:-1]
            first_list = part[-1]
        self._next = [n for table in tables if table < _END for n in self._numbers(table)]
        self._entries = list(self._listed(self._chain(directory)))
        root = next((entry for entry in self._entries if entry.kind == _ROOT), None)
        self._mini = self._chain(root.start) if root else b""
        raw = self._chain(mini_fat)
        self._mini_next = list(struct.unpack(f"<{len(raw) // 4}I", raw))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._bytes[start : start + self._size].ljust(self._size, b"\0")

    def _numbers(self, number: int) -> list[int]:
        return list(struct.unpack(f"<{self._size // 4}I", self._sector(number)))

    def _chain(self, number: int) -> bytes:
        found = bytearray()
        for _ in range(len(self._next) + 1):
            if number >= _END:
                return bytes(found)
            found += self._sector(number)
            number = self._next[number]
        raise UnreadableCompound("a chain without an end")

    def _mini_chain(self, number: int) -> bytes:
        found = bytearray()
        for _ in range(len(self._mini_next) + 1):
            if number >= _END:
                return bytes(found)
            start = number * self._mini_size
            found += self._mini[start : start + self._mini_size]
            number = self._mini_next[number]
        raise UnreadableCompound("a chain without an end")

    def _listed(self, directory: bytes) -> list[_Entry]:
        entries = []
        for start in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, start + 64)
            name = directory[start : start + max(0, min(length, 64) - 2)].decode("utf-16-le")
            first, size = struct.unpack_from("<II", directory, start + 116)
            entries.append(_Entry(name, kind, first, size))
        return entries

    @property
    def names(self) -> frozenset[str]:
        """The names of all streams."""
        return frozenset(entry.name for entry in self._entries if entry.kind == _STREAM)

    def stream(self, name: str) -> bytes:
        """Return the bytes of a stream. Errors: KeyError, UnreadableCompound."""
        for entry in self._entries:
            if entry.name.lower() == name.lower() and entry.kind == _STREAM:
                small = entry.size < self._cutoff
                try:
                    chain = self._mini_chain(entry.start) if small else self._chain(entry.start)
                except IndexError as error:
                    raise UnreadableCompound(str(error)) from error
                return chain[: entry.size]
        raise KeyError(name)
