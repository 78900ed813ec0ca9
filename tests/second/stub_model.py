"""A server on this machine that answers like an OpenAI-compatible one, and a page whose actors are known."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from builders import article
from recoupe.records.actors import ActorMention, Place, PlaceMention
from recoupe.records.events import EventMention
from recoupe.records.ids import make_id
from recoupe.records.pages import Article
from recoupe.records.readings import Mentions, Reading
from recoupe.records.statements import Statement
from recoupe.records.times import TimeMention

Json = dict[str, Any]
PATIENT = {"connect_seconds": 2, "silent_seconds": 2, "answer_seconds": 3}


@dataclass
class Turn:
    """One answer of the server: status, body, headers; `drip` seconds before each byte, `wait` before all."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0
    wait: float = 0.0


@dataclass
class Stub:
    """What the server was asked, and what it answers: `turns` one after the other, then `always`."""

    turns: list[Turn] = field(default_factory=list)
    always: Callable[[Json], Turn] = field(default_factory=lambda: lambda _: written("{}"))
    asked: list[Json] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def answer(self, request: Json) -> Turn:
        return self.turns.pop(0) if self.turns else self.always(request)


def written(text: str | None, finish: str = "stop") -> Turn:
    """A chat completion that holds a text."""
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return Turn(body=json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]}).encode())


def events(*entries: Json) -> Turn:
    """A chat completion that holds events as asked for."""
    return written(json.dumps({"events": list(entries)}, ensure_ascii=False))


@contextmanager
def serving() -> Iterator[Stub]:
    """A stub server on a free port."""
    state = Stub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            request = json.loads(body)
            state.asked.append(request)
            state.headers.append(dict(self.headers.items()))
            state.paths.append(self.path)
            turn = state.answer(request)
            time.sleep(turn.wait)
            try:
                self.send_response(turn.status)
                for name, value in turn.headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in turn.headers:
                    self.send_header("Content-Length", str(len(turn.body)))
                self.send_header("Connection", "close")
                self.end_headers()
                self._send(turn)
            except OSError:
                return  # the reader has had enough

        def _send(self, turn: Turn) -> None:
            if not turn.drip:
                self.wfile.write(turn.body)
                return
            for at in range(len(turn.body)):
                self.wfile.write(turn.body[at : at + 1])
                self.wfile.flush()
                time.sleep(turn.drip)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


TEXT = (
    "La Valdurie et le Morland se parlent\n\n"
    "Le président valdurien a reçu mardi à Port-Clair la ministre morlandaise des Transports, a annoncé le palais. "
    "Les deux pays avaient rompu leurs relations en 2009.\n\n"
    "La Valdurie a livré l’été dernier des vivres aux sinistrés du Morland. « Nous n’oublierons pas cette aide », "
    "a dit la ministre.\n"
)


def actor(of: Article, words: str, ref: str, nth: int = 0) -> ActorMention:
    """An actor mention found by its words."""
    at = -1
    for _ in range(nth + 1):
        at = of.text.index(words, at + 1)
    end = at + len(words)
    return ActorMention(
        start=at, end=end, text=words, id=make_id("n", of.id, at), article=of.id, kind="state", form="name",
        refs=(ref,), name=words, rule="fr.actor.test",
    )  # fmt: skip


def time_mention(of: Article, words: str) -> TimeMention:
    """A time mention found by its words."""
    at = of.text.index(words)
    return TimeMention(
        start=at, end=at + len(words), text=words, id=make_id("t", of.id, at), article=of.id, type="DATE",
        expression=words, rule="fr.time.test",
    )  # fmt: skip


def place(of: Article, words: str) -> PlaceMention:
    """A place mention found by its words."""
    at, spot = of.text.index(words), Place(name=words, country=None, precision="unknown")
    return PlaceMention(
        start=at,
        end=at + len(words),
        text=words,
        id=make_id("p", of.id, at),
        article=of.id,
        place=spot,
        rule="fr.place",
    )


def reading(
    of: Article | None = None, rules: tuple[EventMention, ...] = (), said: tuple[Statement, ...] = ()
) -> Reading:
    """The page above as the rules read it, its actors, times and places found."""
    page = of or article(TEXT)
    names = (("président valdurien", "VAL.gov"), ("ministre morlandaise", "MOR.gov"), ("La Valdurie", "VAL"))
    actors = [actor(page, words, ref, 1 if ref == "VAL" else 0) for words, ref in names]
    actors.append(actor(page, "le palais", "VAL.gov"))
    actors.append(actor(page, "du Morland", "MOR"))
    actors.append(actor(page, "la ministre", "MOR.gov", 1))
    mentions = Mentions(
        actors=tuple(sorted(actors, key=lambda one: one.start)),
        times=(time_mention(page, "mardi"), time_mention(page, "l’été dernier")),
        places=(place(page, "Port-Clair"),),
    )
    return Reading(article=page, mentions=mentions, statements=said, events=rules)


def entry(**given: Any) -> Json:
    """The event that the page tells and the rules have missed, as a model should give it."""
    told = {
        "paragraph": 2,
        "sentence": "La Valdurie a livré l’été dernier des vivres aux sinistrés du Morland.",
        "trigger": "a livré",
        "type": "AID",
        "modes": [],
        "status": "happened",
        "actors": ["La Valdurie"],
        "recipients": ["sinistrés du Morland"],
        "according_to": "",
        "date": "l’été dernier",
        "place": "",
    }
    return {**told, **given}
