"""What is kept: records, WARC files, the index, search. Opens a collection with no Scrapy and no HTML
parser."""
