"""`recoupe serve`."""

from __future__ import annotations

import webbrowser

import click


@click.command()
@click.argument("dossier")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="An address of this machine only (loopback).")
@click.option("--no-browser", is_flag=True, help="Print the address and open nothing.")
def serve(dossier: str, port: int, host: str, no_browser: bool) -> None:
    """Open the reading room: the dossier as pages in a browser, on this machine only. Ctrl-C ends it."""
    from recoupe.web.serving import Room  # late: the other commands need no web server

    with Room(dossier, host, port) as room:
        click.echo(f"{dossier}: {room.address}  (the key in it works once; Ctrl-C ends)")
        if not no_browser:
            webbrowser.open(room.address)
        room.run()
