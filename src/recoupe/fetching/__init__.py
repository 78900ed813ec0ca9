"""Fetching: web pages by their addresses, kept in a web archive. The only room that touches the network."""

from recoupe.fetching.addresses import Addresses, is_public
from recoupe.fetching.bounds import Bounds
from recoupe.fetching.fetching import Fetched, Harvest, fetch

__all__ = ["Addresses", "Bounds", "Fetched", "Harvest", "fetch", "is_public"]
