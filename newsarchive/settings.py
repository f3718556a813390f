"""Settings of the crawler; ``-s NAME=VALUE`` overrides them, ``-s COLLECTION=folder`` says where to keep."""

from importlib import import_module  # spiders by name only: imports point one way
from pathlib import Path

_rooms = {
    Path(import_module(room).__file__ or "").resolve().parent.parent
    for room in ("archive", "newsarchive", "spiders")
}
if len(_rooms) > 1:
    raise ImportError(
        "The packages archive, newsarchive and spiders come from different places: "
        + ", ".join(sorted(map(str, _rooms)))
        + ". Another distribution installs a package of the same name: use an environment of its own."
    )

BOT_NAME = "newsarchive"
SPIDER_MODULES = ["spiders"]
ADDONS = {"newsarchive.addon.Archive": 500}

# The crawl: our frontier is the scheduler; it lies in the collection, one for each profile.
SCHEDULER = "newsarchive.frontier.Frontier"
PROFILE = "default"
MAX_PAGES = 0
FRESH = False
PROGRESS = False
RETRY_MISSED = False

# Politeness: one connection a host, a second or more between requests, slower where the host is slow.
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 100
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
RETRY_TIMES = 2

# A host that fails is left alone for BACKOFF_START seconds, twice as long each time; after HOST_FAILURES in a
# row its rest is put off. The budgets of a host in one run, 0 for none, are pages, bytes and seconds.
BACKOFF_START = 5.0
BACKOFF_MAX = 300.0
HOST_FAILURES = 5
RETRY_AFTER_MAX = 600.0
CRAWL_DELAY_MAX = 120.0
HOST_MAX_PAGES = 0
HOST_MAX_BYTES = 0
HOST_MAX_SECONDS = 0.0

# What is said against the use of a page: files of its host that are asked for on top of robots.txt, and what
# keeps a page out of the crawl.
OPT_OUT_FILES: list[str] = []
OPT_OUTS_REFUSED: list[str] = []

# Pages of one pattern, in a row, that came to nothing, after which the rest of the pattern is left.
PATTERN_MAX = 200

# Limits against hostile servers: each costs that one page. Three more, HEAD_MAXSIZE, FRAMING_MAXSIZE and
# DOWNLOADS_MAXSIZE, stand in newsarchive/addon.py, for foreign projects have them too.
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 50_000_000
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 10

# Credentials of the archivist: a cookies.txt, headers by host, and names of headers to black out in the WARC.
COOKIES_FILE = ""
SITE_HEADERS: dict[str, dict[str, str]] = {}
REDACTED_HEADERS: list[str] = []

# Lean: 100 tasks a response by default; middlewares and extensions that nothing here needs.
CONCURRENT_ITEMS = 4
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
    "newsarchive.robots.Robots": 100,
    "newsarchive.middlewares.Redirects": 600,
    "newsarchive.middlewares.Cookies": 700,
    "newsarchive.middlewares.SiteHeaders": 710,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "newsarchive.middlewares.Outcomes": 10,
}
EXTENSIONS = {
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "scrapy.extensions.spiderstate.SpiderState": None,
    "newsarchive.hosts.Hosts": 0,
    "newsarchive.patterns.Patterns": 0,
    "newsarchive.progress.Progress": 0,
}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

FEED_EXPORT_ENCODING = "utf-8"
LOG_LEVEL = "INFO"
