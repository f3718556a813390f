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
    # How articles were changed: each later version beside the one before.
    "edits": (
        "SELECT v.id AS article_id, v.previous AS before_id, v.number, v.captured, a.site, c.url, "
        "v.headline, v.headline_before, v.added, v.removed, v.corrected, v.dated, v.silent, "
        "a.language, a.genre "
        "FROM versions v JOIN articles a USING (id) JOIN captures c USING (id) WHERE v.number > 1"
    ),
    # The headlines that an article has had, one row a headline.
    "headlines": (
        "SELECT v.story, v.id AS article_id, v.number, v.captured, a.site, v.headline, v.headline_before "
        "FROM versions v JOIN articles a USING (id) WHERE v.number = 1 OR v.headline_before IS NOT NULL"
    ),
    # The notices of correction that articles carry, with the version that brought them.
    "corrections": (
        "SELECT v.id AS article_id, v.number, v.captured, a.site, a.headline, "
        "json_extract(j.value, '$.text') AS text, json_extract(j.value, '$.date') AS date "
        "FROM versions v JOIN articles a USING (id), json_each(a.corrections) j "
        "WHERE v.number = 1 OR v.corrected"
    ),
    # What each site does with what it has published.
    "site_edits": (
        "SELECT a.site, count(DISTINCT v.story) AS stories, sum(v.number > 1) AS edits, "
        "sum(v.headline_before IS NOT NULL) AS headlines, coalesce(sum(v.corrected), 0) AS corrected, "
        "coalesce(sum(v.silent), 0) AS silent, "
        "(SELECT count(*) FROM deletions d JOIN captures c USING (id) WHERE c.site = a.site) AS deletions "
        "FROM versions v JOIN articles a USING (id) GROUP BY a.site"
    ),
    # What articles_fts shows the text from.
    "articles_searched": VIEW,
}
