"""The application: which page answers at which address, and its JSON twin."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from recoupe.web.content import MOST_VALUE, Ask, Content, Page, WrongAddressError
from recoupe.web.guard import Door, Guard
from recoupe.web.holding import Holding
from recoupe.web.pages import actors, articles, chronology, event, judgements, reading, statements
from recoupe.web.rendering import Renderer, json_twin

ROUTES: tuple[tuple[str, Page], ...] = (
    ("/chronology", chronology.page),
    ("/events/{key}", event.page),
    ("/articles", articles.page),
    ("/articles/{key}", reading.page),
    ("/sources", articles.sources),
    ("/actors", actors.page),
    ("/actors/{key}", actors.one),
    ("/statements", statements.page),
    ("/statements/{key}", statements.one),
    ("/left-out", articles.left_out),
    ("/judgements", judgements.page),
)
MISSING = {404: "There is nothing at this address.", 400: "This address cannot be read."}


def create_app(holding: Holding, door: Door) -> Guard:
    """The reading room of one dossier behind its guard. It reads, never writes, and loads nothing from elsewhere."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.state.holding, app.state.renderer = holding, Renderer()
    app.state.style = resources.files("recoupe.web").joinpath("static", "style.css").read_bytes()
    app.add_route("/", lambda _: RedirectResponse("/chronology", 303))
    app.add_route("/static/style.css", lambda _: Response(app.state.style, media_type="text/css"))
    for path, page in ROUTES:
        app.add_route(f"{path}.json", _answering(page, twin=True))
        app.add_route(path, _answering(page, twin=False))
    app.add_exception_handler(404, lambda request, _: _missing(request, 404))
    app.add_exception_handler(WrongAddressError, lambda request, problem: _missing(request, _status(problem)))
    return Guard(app, door)


def _answering(page: Page, *, twin: bool) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        query = request.query_params
        if any(len(value) > MOST_VALUE for value in query.values()):
            raise WrongAddressError(400)
        holding: Holding = request.app.state.holding
        ask = Ask(shelf=holding.current(), query=query, key=request.path_params.get("key", ""), holding=holding)
        content = page(ask)
        if twin:
            return json_twin(content)
        renderer: Renderer = request.app.state.renderer
        return renderer.html(request, content, _about(holding))

    return answer


def _missing(request: Request, status: int) -> Response:
    content = Content(template="message.html", title=MISSING[status], data={})
    renderer: Renderer = request.app.state.renderer
    return renderer.html(request, content, _about(request.app.state.holding), status)


def _about(holding: Holding) -> dict[str, object]:
    return {"dossier": holding.path.name, "stale": holding.stale}


def _status(problem: Exception) -> int:
    return problem.status if isinstance(problem, WrongAddressError) else 404
