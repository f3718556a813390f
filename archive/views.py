"""Views of ``news.db``: SQL for questions that many ask. Name to SELECT; docs/schema.md shows them."""

from __future__ import annotations

from archive.searched import VIEW

VIEWS: dict[str, str] = {
    # The newest capture of each article; articles has one row a visit.
    "latest": (
        "SELECT * FROM articles a WHERE NOT EXISTS "
        "(SELECT 1 FROM articles b WHERE b.url = a.url AND b.site = a.site AND b.id > a.id AND a.url != '')"
    ),
    # One row an author an article.
    "authors": (
        "SELECT j.value AS author, a.id AS article_id, a.site, a.headline, a.date_published "
        "FROM articles a, json_each(a.authors) j"
    ),
    # One row a keyword an article.
    "keywords": (
        "SELECT j.value AS keyword, a.id AS article_id, a.site, a.headline, a.date_published "
        "FROM articles a, json_each(a.keywords) j"
    ),
    # Articles a site and day of publication.
    "days": (
        "SELECT site, substr(date_published, 1, 10) AS day, count(*) AS articles FROM articles GROUP BY 1, 2"
    ),
    # Pictures with the article they stand in.
    "pictures": (
        "SELECT a.site, a.date_published, a.headline, i.* "
        "FROM images i JOIN articles a ON a.id = i.article_id"
    ),
    # What newspapers say about their use of machines, with the article.
    "notices": (
        "SELECT a.site, a.date_published, a.headline, d.* "
        "FROM disclosures d JOIN articles a ON a.id = d.article_id"
    ),
    # Who points to whom: links in the text (place: text) and related stories, with the article pointed to
    # where the collection has it.
    "mentions": (
        "SELECT m.article_id, m.place, m.url, t.id AS to_id, t.headline AS to_headline FROM ("
        "SELECT article_id, 'text' AS place, url FROM links UNION ALL "
        "SELECT article_id, place, url FROM related) m LEFT JOIN articles t ON t.url = m.url"
    ),
    # What articles_fts shows the text from.
    "articles_searched": VIEW,
}
