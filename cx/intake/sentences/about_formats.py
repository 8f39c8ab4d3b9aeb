"""What is said about a file's format: what was unpacked, labelled, flattened or cannot be."""

from collections.abc import Mapping, Sequence

from cx.intake.sentences.wording import listed, quoted
from cx.problems import Problem, left_out, note, stops
from cx.text import Said, say, say_n

_MOST = 3  # names that are shown


def _some(names: Sequence[str]) -> str:
    """Name a few, and say how many more there are."""
    shown = ", ".join(quoted(name) for name in names[:_MOST])
    if len(names) <= _MOST:
        return shown
    return say("{names} and {n} more", names=shown, n=len(names) - _MOST)


def unpacked(name: str, inner: str) -> Problem:
    """A table was taken out of a compressed file."""
    return note(
        "unpacked",
        name,
        say('"{inner}" was taken out of the compressed file "{name}".', inner=inner, name=name),
        say("Nothing needs to be done."),
    )


def several_tables(name: str, tables: Sequence[str]) -> Problem:
    """A compressed file holds more than one table."""
    return stops(
        "several_tables",
        name,
        say(
            '"{name}" holds {n} tables: {tables}.',
            name=name,
            n=len(tables),
            tables=_some(tables),
        ),
        say("Unpack it and load one of them."),
    )


def no_table_in_zip(name: str, files: Sequence[str]) -> Problem:
    """A zip file holds no table."""
    return stops(
        "not_a_table",
        name,
        say('"{name}" is a zip file without a table ({files}).', name=name, files=_some(files))
        if files
        else say('"{name}" is a zip file without any file in it.', name=name),
        say("Unpack it, and load the file that holds the answers."),
    )


def locked_zip(name: str) -> Problem:
    """The table in a zip file has a password."""
    return stops(
        "encrypted",
        name,
        say('"{name}" is protected by a password.', name=name),
        say("Unpack it and load the table that is in it."),
    )


def packed_again(name: str) -> Problem:
    """A compressed file holds compressed files only."""
    return stops(
        "not_a_table",
        name,
        say('"{name}" is a compressed file in compressed files.', name=name),
        say("Unpack it and load the table that is in it."),
    )


def locked_open_document(name: str) -> Problem:
    """The OpenDocument workbook has a password."""
    return stops(
        "encrypted",
        name,
        say('"{name}" is protected by a password.', name=name),
        say("Open it in LibreOffice, save a copy without a password and load the copy."),
    )


def no_sheet(name: str) -> Problem:
    """The OpenDocument file holds no sheet."""
    return stops(
        "not_a_table",
        name,
        say('"{name}" is an OpenDocument file without a sheet.', name=name),
        say("Open it in LibreOffice, save the table as XLSX or CSV and load that file."),
    )


def web_page(name: str, *, as_workbook: bool) -> Problem:
    """The file is a web page or XML; some systems write one and call it a workbook."""
    return stops(
        "not_a_table",
        name,
        say(
            '"{name}" is named like an Excel workbook, but is a web page or XML document.',
            name=name,
        )
        if as_workbook
        else say('"{name}" is a web page or XML document, not a table.', name=name),
        say("Open it in Excel or LibreOffice, save it as XLSX and load that file.")
        if as_workbook
        else say("Export the answers as CSV, XLSX or Parquet and load that file."),
    )


def json_encoding(encoding: str) -> Problem:
    """A JSON file is not written in UTF-8."""
    return note(
        "json_encoding",
        "encoding",
        say("The JSON file is not UTF-8; it was read as {encoding}.", encoding=encoding),
        say("If texts look wrong, export the file again as UTF-8."),
    )


def broken_json(name: str, line: int) -> Problem:
    """A JSON file is cut or broken."""
    return stops(
        "damaged_file",
        name,
        say('"{name}" cannot be read as JSON from line {line} on.', name=name, line=line),
        say("Export or download it again and load the new file."),
    )


def several_lists(name: str, counts: Mapping[str, int]) -> Problem:
    """A JSON document holds more than one list of objects."""
    return stops(
        "several_tables",
        name,
        say(
            '"{name}" holds {n} lists of objects: {lists}.',
            name=name,
            n=len(counts),
            lists=_some(list(counts)),
        ),
        say("Save one of the lists in a file of its own and load that file."),
    )


def no_records(name: str, n_other: int) -> Problem:
    """A JSON document holds no list of objects."""
    return stops(
        "not_a_table",
        name,
        say('"{name}" is a JSON document without a list of objects.', name=name)
        if n_other
        else say('"{name}" is a JSON document with nothing in it.', name=name),
        say('Write one object for each answer, as in [{example}], or load a CSV file.',
            example='{"id": 1, "score": 9}'),
    )  # fmt: skip


def few_records(name: str, n_other: int, n: int) -> Problem:
    """Most of what a JSON file holds is no object."""
    return stops(
        "nothing_fits",
        name,
        say(
            '{n_other} of {n} records of "{name}" are no objects.', n_other=n_other, n=n, name=name
        ),
        say("Write one object for each answer, each on a line or all in one list."),
    )


def no_objects(rows: Sequence[int], total: int, *, lines: bool) -> Problem:
    """Records of a JSON file are left out, since they are no objects."""
    return left_out(
        "no_object",
        listed(rows),
        say_n(
            "{n} of {total} lines is no JSON object ({rows}) and is left out.",
            "{n} of {total} lines are no JSON objects ({rows}) and are left out.",
            len(rows),
            total=total,
            rows=listed(rows),
        )
        if lines
        else say_n(
            "{n} of {total} records is no JSON object ({rows}) and is left out.",
            "{n} of {total} records are no JSON objects ({rows}) and are left out.",
            len(rows),
            total=total,
            rows=listed(rows),
        ),
        say("Complete them in your file, or go on without them."),
    )


def names_twice(n: int) -> Problem:
    """Objects in which a name stands more than once."""
    return note(
        "names_twice",
        "file",
        say_n(
            "{n} JSON object has a name twice; the last value counts.",
            "{n} JSON objects have a name twice; the last value counts.",
            n,
        ),
        say("Export the file again with every name once, if the other values matter."),
    )


def lists_joined(counts: Mapping[str, int]) -> Problem:
    """Lists of plain values became one cell."""
    return note(
        "lists_joined",
        _some(list(counts)),
        say_n(
            "{n} list with several values in {columns} became one cell, parted by semicolons.",
            "{n} lists with several values in {columns} became one cell each, parted by "
            "semicolons.",
            sum(counts.values()),
            columns=_some(list(counts)),
        ),
        say("Nothing needs to be done."),
    )


def nested_kept(counts: Mapping[str, int]) -> Problem:
    """Lists of objects were kept as they are written."""
    return note(
        "nested_kept",
        _some(list(counts)),
        say_n(
            "{n} cell of {columns} holds objects in a list and is kept as it is written.",
            "{n} cells of {columns} hold objects in a list and are kept as they are written.",
            sum(counts.values()),
            columns=_some(list(counts)),
        ),
        say("If they hold answers, export them as columns of their own."),
    )


def value_labels(counts: Mapping[str, int]) -> Problem:
    """Cells of an SPSS file were given their value labels."""
    return note(
        "value_labels",
        _some(list(counts)),
        say_n(
            "{n} answer in {columns} was given the value label of the file.",
            "{n} answers in {columns} were given the value labels of the file.",
            sum(counts.values()),
            columns=_some(list(counts)),
        ),
        say("Nothing needs to be done."),
    )


def declared_missing(counts: Mapping[str, Mapping[str, int]]) -> Problem:
    """Cells hold what the SPSS file declares to be missing."""
    codes = [(name, code, n) for name, found in counts.items() for code, n in found.items()]
    shown = ", ".join(
        say("{code} in {column}: {n}", code=quoted(code), column=quoted(name), n=n)
        for name, code, n in codes[:_MOST]
    )
    return note(
        "declared_missing",
        _some(list(counts)),
        say_n(
            "{n} cell holds a value that the file declares to be missing, and counts as missing "
            "({shown}).",
            "{n} cells hold a value that the file declares to be missing, and count as missing "
            "({shown}).",
            sum(n for _, _, n in codes),
            shown=shown if len(codes) <= _MOST else _and_more(shown, len(codes) - _MOST),
        ),
        say("If they are answers, take the declaration out of the file."),
    )


def _and_more(shown: str, n: int) -> Said:
    return say("{shown} and {n} more", shown=shown, n=n)
