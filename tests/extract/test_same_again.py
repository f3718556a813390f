"""A rebuild must give the rows of the crawl: what is read may not hang on the order of a set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CODE = """
import hashlib, sys
from pathlib import Path
from newsarchive.extract import extract
seen = hashlib.sha256()
for page in sorted(Path(sys.argv[1]).glob("*/*/page.html")):
    seen.update(extract(page.read_bytes(), "https://news.example/story").to_json().encode())
print(seen.hexdigest())
"""
TWO_SIZES = """<article><h1>Crane</h1><img src="https://i.example/1234567890-dusk-0011223344.jpg">
<p>{}</p></article><script type="application/ld+json">[
{{"@type": "ImageObject", "url": "https://i.example/1234567890-crane.jpg", "width": 1200}},
{{"@type": "ImageObject", "url": "https://j.example/dusk-0011223344.jpg", "height": 800}}]</script>"""


def test_every_process_reads_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "site" / "two-sizes"
    folder.mkdir(parents=True)
    (folder / "page.html").write_text(TWO_SIZES.format("It stands there still, say those who pass. " * 30))
    for pages in (tmp_path, Path(__file__).parent.parent / "pages"):
        digests = {
            subprocess.run(
                [sys.executable, "-c", CODE, str(pages)],
                env={**os.environ, "PYTHONHASHSEED": str(seed)},
                check=True,
                capture_output=True,
            ).stdout
            for seed in range(4)
        }
        assert len(digests) == 1
