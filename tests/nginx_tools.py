"""A real nginx on loopback, as whoever runs the tests, in a folder of its own."""

from __future__ import annotations

import grp
import http.client
import os
import pwd
import shutil
import signal
import socket
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from guidebook.hosting.nginx import SERVER_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
_TRIES = 5
_CONFIG = """{user}
worker_processes auto;
pid {folder}/pid;
error_log {folder}/error.log warn;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    client_body_temp_path {folder}/temp;
    proxy_temp_path {folder}/temp;
    fastcgi_temp_path {folder}/temp;
    uwsgi_temp_path {folder}/temp;
    scgi_temp_path {folder}/temp;
    sendfile on;
    tcp_nopush on;
    include guide/{server};
}}
"""


class Answer(NamedTuple):
    """What a server answered; the names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Server(NamedTuple):
    """A server that runs, and where it writes what is wrong."""

    port: int
    log: Path

    def get(self, path: str, **headers: str) -> Answer:
        """Ask once, without following redirects; `accept_encoding="gzip"` becomes a header."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()


@contextmanager
def nginx(folder: Path, root: Path, files: Mapping[str, str]) -> Iterator[Server]:
    """Serve `root` by the configuration in `files`, of which only the port and the root are changed."""
    assert NGINX, "nginx is missing: run `make system`, or install it"
    (folder / "guide").mkdir(parents=True)
    (folder / "temp").mkdir()
    for name, text in files.items():
        (folder / "guide" / name).write_text(text, "utf-8")
    names = f"{pwd.getpwuid(os.getuid()).pw_name} {grp.getgrgid(os.getgid()).gr_name}"
    user = f"user {names};" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(_CONFIG.format(user=user, folder=folder, server=SERVER_FILE), "utf-8")
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    for left in reversed(range(_TRIES)):
        port = _free_port()
        server = files[SERVER_FILE].replace("listen 80;", f"listen 127.0.0.1:{port};")
        server = server.replace("    listen [::]:80;\n", "").replace("/var/www/guide", str(root))
        (folder / "guide" / SERVER_FILE).write_text(server, "utf-8")
        # It goes into the background when it listens, so nobody has to wait.
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            break
        assert "in use" in done.stderr, done.stderr
        assert left, "no port is free"
    try:
        yield Server(port, folder / "error.log")
    finally:
        os.kill(int((folder / "pid").read_text("utf-8")), signal.SIGTERM)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
