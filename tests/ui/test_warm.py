import subprocess
import sys


def test_what_is_frozen_is_let_go_at_the_end() -> None:
    """The binding of DuckDB lists on stderr what is still alive when the interpreter ends."""
    script = (
        "import gc; from cx.store import engine; from cx.ui import warm\n"
        "with engine.cursor() as lent: lent.execute('SELECT 1')\n"
        "warm._import_and_freeze(); print(gc.get_freeze_count() > 1000)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == ("True\n", "")
