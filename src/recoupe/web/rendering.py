"""From plain values to HTML: every value is escaped, and nothing of a page can steer the reading direction."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from recoupe.web import wording
from recoupe.web.content import Content

LANG_COOKIE = "recoupe-lang"


class Renderer:
    """The templates and the translations, loaded once."""

    def __init__(self) -> None:
        self.catalogues = wording.load_catalogues()
        self.templates = Environment(
            loader=PackageLoader("recoupe.web", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=wording.clean,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def html(self, request: Request, content: Content, about: dict[str, Any], status: int = 200) -> Response:
        """A page in the reader's language; a language that the address names is kept in a cookie."""
        asked = request.query_params.get("lang")
        language = wording.choose(
            self.catalogues, asked, request.cookies.get(LANG_COOKIE), request.headers.get("accept-language", "")
        )
        words = self.catalogues[language]
        text = self.templates.get_template(content.template).render(
            **content.data,
            content=content,
            lang=language,
            languages=sorted(self.catalogues),
            path=request.url.path,
            twin=_twin(request),
            kept=[(k, v) for k, v in request.query_params.multi_items() if k != "lang"],
            _=lambda phrase: words.get(phrase, phrase),
            day=lambda value: wording.day(value, language),
            month=lambda value: wording.month(value, language),
            days=lambda earliest, latest: wording.days(earliest, latest, language),
            number=lambda value: wording.number(value, language),
            **about,
        )
        answer = HTMLResponse(text, status)
        if asked == language:
            answer.set_cookie(LANG_COOKIE, language, max_age=31_536_000, httponly=True, samesite="strict", path="/")
        return answer


def json_twin(content: Content) -> Response:
    """The same values as JSON: ISO dates, codes untranslated."""
    return JSONResponse(_clean({"title": content.title, **content.data}))


def _clean(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _clean(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(held) for held in value]
    return wording.clean(value)


def _twin(request: Request) -> str:
    query = request.url.query
    return f"{request.url.path}.json" + (f"?{query}" if query else "")
