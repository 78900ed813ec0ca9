"""`recoupe serve` listens on this machine and answers there."""

from __future__ import annotations

import http.client
import socket
import threading
from pathlib import Path

import pytest
import uvicorn
from click.testing import CliRunner

from recoupe.cli.reading.serve import serve
from recoupe.errors import DossierError, RecoupeError
from recoupe.web.app import create_app
from recoupe.web.serving import Room


def test_a_room_answers_over_the_wire(dossier_file: Path) -> None:
    with Room(dossier_file, port=0) as room:
        assert room.socket.getsockname()[0] == "127.0.0.1"
        server = uvicorn.Server(uvicorn.Config(create_app(room.holding, room.door), log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [room.socket]}, daemon=True)
        thread.start()
        asked = http.client.HTTPConnection("127.0.0.1", room.port, timeout=20)
        asked.request("GET", room.address.partition(str(room.port))[2])
        answer = asked.getresponse()
        answer.read()
        assert answer.status == 303
        asked.request("GET", "/chronology", headers={"Cookie": answer.headers["set-cookie"].split(";")[0]})
        assert asked.getresponse().status == 200
        asked.close()
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive()


def test_a_taken_port_is_told(dossier_file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(RecoupeError, match="cannot listen"):
        Room(dossier_file, port=taken.getsockname()[1])


def test_the_command_refuses_other_hosts_and_other_files(dossier_file: Path, tmp_path: Path) -> None:
    wrong = CliRunner().invoke(serve, [str(dossier_file), "--host", "0.0.0.0", "--no-browser"])
    assert isinstance(wrong.exception, RecoupeError) and wrong.exception.exit_code == 1
    missing = CliRunner().invoke(serve, [str(tmp_path / "none.recoupe"), "--no-browser"])
    assert isinstance(missing.exception, DossierError)
