"""The Lantern: a small fictional newspaper in six languages, for trying newsarchive out and for its tests.

Pieces, sections and words are data (``pieces/*.toml``, ``site.toml``, ``words.toml``); ``site.Site`` makes
pages, feeds and sitemaps of them, and ``server.DemoServer`` serves them on loopback.
"""
