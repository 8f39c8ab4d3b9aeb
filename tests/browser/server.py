"""A real server in a process of its own, in a home of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_STARTS_WITHIN = 40  # seconds


def free_port() -> int:
    """Return a port of this computer that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """The app, served from a home on a port; both outlive the process."""

    home: Path
    port: int
    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls, home: Path, port: int | None = None) -> Server:
        """Start the app and wait until it answers."""
        port = port or free_port()
        environment = {**os.environ, "CX_HOME": str(home)}
        environment.pop("CX_PERSONAL", None)
        home.mkdir(parents=True, exist_ok=True)
        with (home / "server.log").open("ab") as log:
            process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "streamlit", "run", "app.py"),
                    *("--server.headless", "true", "--server.port", str(port)),
                ],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )
        server = cls(home, port, process)
        server._wait_until_healthy()
        return server

    @property
    def url(self) -> str:
        """The address of the first screen."""
        return f"http://127.0.0.1:{self.port}"

    def log(self) -> str:
        """Return what the server wrote."""
        return (self.home / "server.log").read_text(errors="replace")

    def memory_bytes(self) -> int:
        """Return how much memory the process holds (resident set; Linux)."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) * 1024

    def kill(self) -> None:
        """End the process at once, as a crash or a power cut would."""
        self.process.kill()
        self.process.wait(20)

    def _wait_until_healthy(self) -> None:
        until = time.monotonic() + _STARTS_WITHIN
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2):  # noqa: S310
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.kill()
        raise RuntimeError(f"The server did not start.\n{self.log()}")
