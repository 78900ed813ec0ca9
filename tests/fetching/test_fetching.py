"""Pages come from the network politely, within bounds, from public addresses only, and stand whole in the archive."""

from __future__ import annotations

import gzip
import ipaddress
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from urllib3.connection import HTTPSConnection

from recoupe.errors import DossierError, InputError
from recoupe.fetching import Addresses, Bounds, Harvest, fetch, is_public
from recoupe.fetching.addresses import normal
from recoupe.fetching.bounds import Refused
from recoupe.fetching.requesting import connect_to
from recoupe.records.pages import Capture
from recoupe.stages.capture import read_pages

PAGE = "<html><body><h1>Le pont rouvre</h1><p>Le maire l’a dit mardi à Sainte-Colombe.</p></body></html>".encode()
FAST = Bounds(delay_seconds=0, connect_seconds=2, read_seconds=2, page_seconds=3, page_bytes=200_000)
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass
class Site:
    """What the test's server answers: status, headers and body by path; and what it was asked."""

    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    port: int = 0
    drip: float = 0.0

    def url(self, path: str, host: str = "presse.example") -> str:
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on this machine, its robots.txt missing unless a test sets one."""
    state = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            state.asked.append(self.path)
            state.agents.append(self.headers["User-Agent"])
            state.hosts.append(self.headers["Host"])
            status, headers, body = state.answers.get(self.path, (404, HTML, b"<html>nothing here</html>"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if headers.get("Transfer-Encoding") != "chunked" and "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self._send(body)

        def _send(self, body: bytes) -> None:
            try:
                if not state.drip or self.path == "/robots.txt":
                    self.wfile.write(body)
                    return
                for at in range(len(body)):
                    self.wfile.write(body[at : at + 1])
                    self.wfile.flush()
                    time.sleep(state.drip)
            except OSError:
                return  # the reader has had enough

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


def here(names: dict[str, Sequence[str]] | None = None) -> Addresses:
    """A policy under which every name stands for this machine, which is allowed, as public ones are."""
    known = names or {}
    return Addresses(
        lookup=lambda host, _: known.get(host, ["127.0.0.1"]),
        allowed=lambda address: is_public(address) or address == ipaddress.ip_address("127.0.0.1"),
    )


def run(site: Site, to: Path, *paths: str, bounds: Bounds = FAST, addresses: Addresses | None = None) -> Harvest:
    """Fetch pages of the test's server."""
    urls = [path if "://" in path else site.url(path) for path in paths]
    return fetch(urls, to, bounds=bounds, addresses=addresses or here(), sleep=lambda _: None)


def reasons(harvest: Harvest) -> list[str]:
    return [refusal.reason for refusal in harvest.refusals]


def pages(archive: Path) -> list[Capture]:
    return [item for item in read_pages([archive]) if isinstance(item, Capture)]


class TestKept:
    def test_what_was_fetched_is_read(self, site: Site, tmp_path: Path) -> None:
        site.answers["/une"] = (200, HTML, PAGE)
        harvest = run(site, tmp_path / "p.warc.gz", "/une")
        assert [page.status for page in harvest.fetched] == [200]
        (capture,) = pages(tmp_path / "p.warc.gz")
        assert capture.data == PAGE
        assert capture.url == site.url("/une")
        assert capture.fetched
        assert site.agents[-1].startswith("Recoupe")
        assert site.hosts[-1] == f"presse.example:{site.port}"

    def test_a_packed_body_stays_packed_in_the_archive_and_is_read(self, site: Site, tmp_path: Path) -> None:
        site.answers["/z"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE, mtime=0))
        run(site, tmp_path / "p.warc.gz", "/z")
        assert pages(tmp_path / "p.warc.gz")[0].data == PAGE

    def test_chunks_are_undone_and_the_header_stays_true(self, site: Site, tmp_path: Path) -> None:
        chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (PAGE[:40], PAGE[40:])) + b"0\r\n\r\n"
        site.answers["/c"] = (200, {**HTML, "Transfer-Encoding": "chunked"}, chunked)
        run(site, tmp_path / "p.warc.gz", "/c")
        assert pages(tmp_path / "p.warc.gz")[0].data == PAGE

    def test_any_reader_of_web_archives_finds_request_and_answer(self, site: Site, tmp_path: Path) -> None:
        from warcio.archiveiterator import ArchiveIterator

        site.answers["/une"] = (200, HTML, PAGE)
        run(site, tmp_path / "p.warc.gz", "/une")
        with (tmp_path / "p.warc.gz").open("rb") as file:
            found = [(record.rec_type, record.content_stream().read()) for record in ArchiveIterator(file)]
        assert [kind for kind, _ in found] == ["warcinfo", "response", "request"]
        assert found[1][1] == PAGE

    def test_a_stopped_run_goes_on_where_it_stopped(self, site: Site, tmp_path: Path) -> None:
        site.answers |= {"/a": (200, HTML, PAGE), "/b": (200, HTML, PAGE + b"<p>b</p>")}
        archive = tmp_path / "p.warc.gz"
        run(site, archive, "/a")
        whole = archive.read_bytes()
        run(site, archive, "/b")
        archive.write_bytes(archive.read_bytes()[: len(whole) + 50])  # stopped in the middle of writing
        site.asked.clear()
        harvest = run(site, archive, "/a", "/b")
        assert harvest.held == (site.url("/a"),)
        assert [page.url for page in harvest.fetched] == [site.url("/b")]
        assert site.asked == ["/robots.txt", "/b"]
        assert len(pages(archive)) == 2

    def test_a_fragment_is_no_other_page(self, site: Site, tmp_path: Path) -> None:
        site.answers["/a"] = (200, HTML, PAGE)
        harvest = run(site, tmp_path / "p.warc.gz", "/a", "/a#suite")
        assert (len(harvest.fetched), len(harvest.held)) == (1, 1)

    @pytest.mark.parametrize("content", [b"my notes", gzip.compress(b"my notes", mtime=0), PAGE * 100])
    def test_a_file_that_is_no_archive_is_left_alone(self, site: Site, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "p.warc.gz").write_bytes(content)
        with pytest.raises(DossierError):
            run(site, tmp_path / "p.warc.gz", "/a")
        assert (tmp_path / "p.warc.gz").read_bytes() == content
        assert not site.asked

    def test_the_name_says_what_it_is(self, site: Site, tmp_path: Path) -> None:
        with pytest.raises(DossierError, match=r"\.warc\.gz"):
            run(site, tmp_path / "pages.html", "/a")

    def test_a_folder_that_is_not_there(self, site: Site, tmp_path: Path) -> None:
        with pytest.raises(DossierError, match="cannot write"):
            run(site, tmp_path / "nowhere" / "p.warc.gz", "/a")


class TestBounds:
    def test_a_huge_body_is_not_taken(self, site: Site, tmp_path: Path) -> None:
        site.answers |= {"/big": (200, HTML, b"<html>" + b"x" * 300_000), "/a": (200, HTML, PAGE)}
        assert reasons(run(site, tmp_path / "p.warc.gz", "/big", "/a")) == ["larger than 200000 bytes"]

    def test_a_huge_body_of_no_stated_length_is_not_taken(self, site: Site, tmp_path: Path) -> None:
        body = b"186a0\r\n" + b"x" * 100_000 + b"\r\n"
        site.answers |= {"/big": (200, {**HTML, "Transfer-Encoding": "chunked"}, body * 5), "/a": (200, HTML, PAGE)}
        assert reasons(run(site, tmp_path / "p.warc.gz", "/big", "/a")) == ["larger than 200000 bytes"]

    def test_a_run_takes_no_more_than_its_bound(self, site: Site, tmp_path: Path) -> None:
        site.answers |= {f"/{name}": (200, HTML, PAGE + name.encode()) for name in "abc"}
        few = Bounds(delay_seconds=0, total_bytes=len(PAGE) + 1)
        harvest = run(site, tmp_path / "p.warc.gz", "/a", "/b", "/c", bounds=few)
        assert len(harvest.fetched) == 1
        assert "total_bytes" in reasons(harvest)[0]

    def test_a_drip_ends(self, site: Site, tmp_path: Path) -> None:
        site.answers["/slow"] = (200, HTML, PAGE)
        site.drip = 0.2  # never silent for long, 20 seconds in all
        start = time.monotonic()
        with pytest.raises(InputError, match="page_seconds"):
            run(site, tmp_path / "p.warc.gz", "/slow", bounds=Bounds(delay_seconds=0, page_seconds=1))
        assert time.monotonic() - start < 5

    def test_silence_ends(self, site: Site, tmp_path: Path) -> None:
        site.answers["/slow"] = (200, {**HTML, "Content-Length": "5000"}, PAGE)
        quick = Bounds(delay_seconds=0, read_seconds=0.5)
        with pytest.raises(InputError, match=r"cannot be read|in time"):
            run(site, tmp_path / "p.warc.gz", "/slow", bounds=quick)

    def test_nobody_answers(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="cannot be"):
            fetch(["http://presse.example:1/"], tmp_path / "p.warc.gz", bounds=FAST, addresses=here())


class TestRedirects:
    def test_the_way_is_kept(self, site: Site, tmp_path: Path) -> None:
        site.answers |= {"/old": (301, {"Location": "/new"}, b""), "/new": (200, HTML, PAGE)}
        harvest = run(site, tmp_path / "p.warc.gz", "/old")
        assert harvest.fetched[0].found_at == site.url("/new")
        assert run(site, tmp_path / "p.warc.gz", "/old", "/new").held == (site.url("/old"), site.url("/new"))

    def test_a_circle_ends(self, site: Site, tmp_path: Path) -> None:
        site.answers |= {"/1": (302, {"Location": "/2"}, b""), "/2": (302, {"Location": "/1"}, b"")}
        with pytest.raises(InputError, match="circle"):
            run(site, tmp_path / "p.warc.gz", "/1")

    def test_a_long_way_ends(self, site: Site, tmp_path: Path) -> None:
        site.answers |= {f"/{n}": (302, {"Location": f"/{n + 1}"}, b"") for n in range(20)}
        with pytest.raises(InputError, match="more than 5 redirects"):
            run(site, tmp_path / "p.warc.gz", "/0")

    @pytest.mark.parametrize("onward", ["http://intern.example/", "http://10.0.0.7/", "http://[::ffff:10.0.0.7]/"])
    def test_a_redirect_into_the_house_is_refused(self, site: Site, tmp_path: Path, onward: str) -> None:
        site.answers["/out"] = (302, {"Location": onward}, b"")
        names = {"intern.example": ["10.0.0.7"], "10.0.0.7": ["10.0.0.7"], "::ffff:10.0.0.7": ["::ffff:10.0.0.7"]}
        with pytest.raises(InputError, match="not a public address"):
            run(site, tmp_path / "p.warc.gz", "/out", addresses=here(names))

    def test_a_redirect_to_a_file_is_refused(self, site: Site, tmp_path: Path) -> None:
        site.answers["/out"] = (302, {"Location": "file:///etc/hosts"}, b"")
        with pytest.raises(InputError, match="not an http"):
            run(site, tmp_path / "p.warc.gz", "/out")

    def test_an_error_page_is_no_page(self, site: Site, tmp_path: Path) -> None:
        site.answers["/a"] = (200, HTML, PAGE)
        assert reasons(run(site, tmp_path / "p.warc.gz", "/gone", "/a")) == ["the server answers 404"]


class TestAddresses:
    @pytest.mark.parametrize(
        "address",
        [
            "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
            "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::",
            "fe80::1", "fc00::1", "fec0::1", "ff02::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::127.0.0.1",
            "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:1::1", "2001:db8::1", "fe80::1%eth0",
        ],
    )  # fmt: skip
    def test_what_is_not_public(self, address: str) -> None:
        assert not is_public(ipaddress.ip_address(address))

    @pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450:4007::200e"])
    def test_what_is_public(self, address: str) -> None:
        assert is_public(ipaddress.ip_address(address))

    def test_the_default_policy_refuses_this_machine(self, site: Site, tmp_path: Path) -> None:
        site.answers["/a"] = (200, HTML, PAGE)
        for host in ("127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1"):
            with pytest.raises(InputError, match=r"not a public address|cannot be found"):
                fetch([site.url("/a", host)], tmp_path / "p.warc.gz", bounds=FAST)
        assert not site.asked

    def test_one_private_address_behind_a_name_is_enough(self, site: Site, tmp_path: Path) -> None:
        mixed = Addresses(lookup=lambda *_: ["93.184.215.14", "192.168.0.1"])
        with pytest.raises(InputError, match=r"192\.168\.0\.1, which is not a public address"):
            run(site, tmp_path / "p.warc.gz", "/a", addresses=mixed)

    def test_the_connection_goes_where_the_check_went(self, site: Site, tmp_path: Path) -> None:
        """A name that resolves to another address a moment later leads nowhere else: each request looks up once."""
        site.answers["/a"] = (200, HTML, PAGE)
        looked_up: list[str] = []

        def lookup(host: str, _: int) -> Sequence[str]:
            looked_up.append(host)
            return ["127.0.0.1"]

        policy = Addresses(lookup=lookup, allowed=lambda address: address.is_loopback)
        run(site, tmp_path / "p.warc.gz", "/a", addresses=policy)
        assert looked_up == ["presse.example"] * 2  # the page and robots.txt
        assert site.asked == ["/robots.txt", "/a"]

    def test_a_certificate_is_held_against_the_name_not_the_address(self) -> None:
        policy = Addresses(lookup=lambda *_: ["93.184.215.14"])
        made = connect_to(policy.check("https://presse.example/a"), FAST)
        assert isinstance(made, HTTPSConnection)
        assert made.host == "93.184.215.14"
        assert (made.server_hostname, made.assert_hostname) == ("presse.example", "presse.example")
        assert made.cert_reqs == "CERT_REQUIRED"

    @pytest.mark.parametrize(
        "url",
        ["ftp://presse.example/a", "presse.example/a", "http:///a", "http://u:p@presse.example/", "http://[::1/", "",
         "javascript:alert(1)", "http://presse.example:99999/", "http://pre sse.example/",
         "http://a.example/" + "x" * 5000],
    )  # fmt: skip
    def test_what_is_no_address(self, url: str, tmp_path: Path) -> None:
        with pytest.raises(InputError):
            fetch([url], tmp_path / "p.warc.gz", bounds=FAST, addresses=here())
        with pytest.raises(Refused):
            normal(url)

    def test_addresses_are_written_as_browsers_send_them(self) -> None:
        assert normal("HTTP://Presse.Example:80/été?q=a b#x") == "http://presse.example/%C3%A9t%C3%A9?q=a%20b"
        assert normal("https://économie.example") == "https://xn--conomie-9xa.example/"


class TestManners:
    def test_what_robots_txt_forbids_is_not_asked_for(self, site: Site, tmp_path: Path) -> None:
        site.answers |= {
            "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /prive\n\nUser-agent: Recoupe\nDisallow: /nous\n"),
            "/prive": (200, HTML, PAGE),
            "/nous": (200, HTML, PAGE),
        }
        harvest = run(site, tmp_path / "p.warc.gz", "/nous", "/prive")
        assert "robots.txt" in reasons(harvest)[0]
        assert "/nous" not in site.asked
        assert [page.url for page in harvest.fetched] == [
            site.url("/prive")
        ]  # our own group goes before the general one

    def test_a_redirect_is_held_against_robots_txt_too(self, site: Site, tmp_path: Path) -> None:
        site.answers |= {
            "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /prive\n"),
            "/a": (302, {"Location": "/prive"}, b""),
            "/prive": (200, HTML, PAGE),
        }
        with pytest.raises(InputError, match="does not allow it"):
            run(site, tmp_path / "p.warc.gz", "/a")
        assert "/prive" not in site.asked

    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_no_robots_txt_to_be_had_means_no(self, site: Site, tmp_path: Path, status: int) -> None:
        site.answers |= {"/robots.txt": (status, {}, b""), "/a": (200, HTML, PAGE)}
        with pytest.raises(InputError, match=f"the server answers {status}"):
            run(site, tmp_path / "p.warc.gz", "/a")

    def test_robots_txt_is_asked_for_once(self, site: Site, tmp_path: Path) -> None:
        site.answers |= {"/a": (200, HTML, PAGE), "/b": (200, HTML, PAGE)}
        run(site, tmp_path / "p.warc.gz", "/a", "/b")
        assert site.asked == ["/robots.txt", "/a", "/b"]

    def test_two_requests_to_a_host_stand_apart(self, site: Site, tmp_path: Path) -> None:
        site.answers |= {
            "/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 7\n"),
            "/a": (200, HTML, PAGE),
            "/b": (200, HTML, PAGE),
        }
        waited: list[float] = []
        urls = [site.url("/a"), site.url("/b")]
        fetch(urls, tmp_path / "p.warc.gz", bounds=Bounds(), addresses=here(), sleep=waited.append)
        assert [round(seconds) for seconds in waited] == [7, 7]

    @pytest.mark.parametrize("delay", [b"3600", b"61"])
    def test_a_host_that_wants_too_much_patience_is_left_alone(self, site: Site, tmp_path: Path, delay: bytes) -> None:
        site.answers |= {
            "/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: " + delay + b"\n"),
            "/a": (200, HTML, PAGE),
        }
        with pytest.raises(InputError, match="seconds between two pages"):
            run(site, tmp_path / "p.warc.gz", "/a")

    def test_a_hostile_robots_txt_ends(self, site: Site, tmp_path: Path) -> None:
        agents = b"".join(b"User-agent: a%d\n" % number for number in range(20_000))
        site.answers |= {"/robots.txt": (200, {}, agents + b"Disallow: /\n" * 20_000), "/a": (200, HTML, PAGE)}
        start = time.monotonic()
        with pytest.raises(InputError, match="too many user agents"):
            run(site, tmp_path / "p.warc.gz", "/a")
        assert time.monotonic() - start < 5
