"""Write the workbooks that no installed library writes: XLS and XLSB byte by byte, and ODS."""

# Layouts: Microsoft [MS-XLS], [MS-XLSB] and [MS-CFB]; OASIS OpenDocument 1.2.

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Rows = Sequence[Sequence[object]]


def xls(sheets: Mapping[str, Rows], *, password: bool = False) -> bytes:
    """Write a BIFF8 workbook in a compound file."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def beginning(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0))

    def cell(row: int, column: int, value: object) -> bytes:
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(value, int | float):
            return record(0x203, place + struct.pack("<d", value))
        text = str(value)
        return record(0x204, place + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))

    bodies = [
        beginning(0x10)
        + b"".join(
            cell(r, c, value)
            for r, row in enumerate(rows)
            for c, value in enumerate(row)
            if value is not None
        )
        + record(0x0A, b"")
        for rows in sheets.values()
    ]
    lock = record(0x2F, b"\0" * 6) if password else b""
    start = len(beginning(5) + lock + record(0x0A, b"")) + sum(len(name) + 12 for name in sheets)
    listed = b""
    for name, body in zip(sheets, bodies, strict=True):
        place = struct.pack("<IBB", start, 0, 0)
        listed += record(0x85, place + struct.pack("<BB", len(name), 0) + name.encode())
        start += len(body)
    return compound("Workbook", beginning(5) + lock + listed + record(0x0A, b"") + b"".join(bodies))


def compound(name: str, stream: bytes) -> bytes:
    """Write a compound file with one stream."""
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    size = max(4096, len(stream))
    n = -(-size // 512)
    n_tables = -(-(n + 2) // 126)
    first = n_tables + 1
    numbers = [0xFFFFFFFD] * n_tables + [end]
    numbers += [*range(first + 1, first + n), end]
    numbers += [free] * (128 * n_tables - len(numbers))

    def entry(called: str, kind: int, child: int, start: int, length: int) -> bytes:
        written = called.encode("utf-16-le")
        return (
            written.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(written) + 2 if called else 0, kind, 1, free, free, child)
            + b"\0" * 36
            + struct.pack("<IQ", start, length)
        )

    directory = (
        entry("Root Entry", 5, 1, end, 0)
        + entry(name, 2, free, first, size)
        + entry("", 0, free, 0, 0) * 2
    )
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + b"\0" * 6
        + struct.pack("<IIIIIIIII", 0, n_tables, n_tables, 0, 4096, end, 0, end, 0)
        + struct.pack("<109I", *range(n_tables), *[free] * (109 - n_tables))
    )
    tables = struct.pack(f"<{len(numbers)}I", *numbers)
    return header + tables + directory + stream.ljust(n * 512, b"\0")


def xlsb(sheets: Mapping[str, Rows]) -> bytes:
    """Write a binary workbook of Excel 2007 and later."""

    def number(value: int) -> bytes:
        written = b""
        while value >= 0x80:
            written += bytes([value & 0x7F | 0x80])
            value >>= 7
        return written + bytes([value])

    def record(kind: int, data: bytes = b"") -> bytes:
        return number(kind) + number(len(data)) + data

    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    def cell(column: int, value: object) -> bytes:
        place = struct.pack("<II", column, 0)
        if isinstance(value, int | float):
            return record(5, place + struct.pack("<d", value))
        return record(6, place + wide(str(value)))

    def part(rows: Rows) -> bytes:
        n = (max(0, len(rows) - 1), max(0, max(map(len, rows)) - 1))
        body = record(129) + record(148, struct.pack("<IIII", 0, n[0], 0, n[1])) + record(145)
        for place, row in enumerate(rows):
            if any(value is not None for value in row):
                body += record(0, struct.pack("<I", place) + b"\0" * 13)
                body += b"".join(cell(c, v) for c, v in enumerate(row) if v is not None)
        return body + record(146) + record(130)

    listed = b"".join(
        record(156, struct.pack("<II", 0, place) + wide(f"rId{place}") + wide(name))
        for place, name in enumerate(sheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{place}" Target="worksheets/sheet{place}.bin" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
        for place, _ in enumerate(sheets, 1)
    )
    spaces = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "xl/workbook.bin": record(131) + record(143) + listed + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": (
            f'<Relationships xmlns="{spaces}">{relations}</Relationships>'
        ),
    }
    for place, rows in enumerate(sheets.values(), 1):
        files[f"xl/worksheets/sheet{place}.bin"] = part(rows)
    return zipped(files)


def ods(sheets: Mapping[str, Rows], *, extra: str = "", manifest: str = "") -> bytes:
    """Write an OpenDocument workbook; `extra` is XML at the end of every sheet."""

    def cell(value: object) -> str:
        if value is None:
            return "<table:table-cell/>"
        text = escape(str(value))
        if isinstance(value, int | float):
            kind = f'office:value-type="float" office:value="{value}"'
        else:
            kind = 'office:value-type="string"'
        return f"<table:table-cell {kind}><text:p>{text}</text:p></table:table-cell>"

    tables = "".join(
        f'<table:table table:name="{name}">'
        + "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
        + f"{extra}</table:table>"
        for name, rows in sheets.items()
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{space}:office:1.0" '
        f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    told = (
        f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0">{manifest}</manifest:manifest>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": told})


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Pack files, by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()
