"""The files of the repository: what a person who gets it would read."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
_TEXTS = frozenset(
    {"", ".cfg", ".css", ".csv", ".json", ".md", ".py", ".sh", ".svg", ".toml", ".txt", ".yml"}
)
_MADE = frozenset({"__pycache__", "build", "node_modules"})  # by tools; never handed over


def text_files() -> list[Path]:
    """Return every text file but those that tools make; hidden folders only where they are ours."""
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file() and path.suffix in _TEXTS and _is_ours(path.relative_to(ROOT))
    ]


def _is_ours(path: Path) -> bool:
    folders = path.parts[:-1]
    hidden = [
        name for name in folders if name.startswith(".") and name not in (".streamlit", ".ci")
    ]
    # In a second working tree .git is a file.
    return not hidden and not _MADE & set(folders) and path.name != ".git"
