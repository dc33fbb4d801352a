"""Shows which tables cmark-gfm, GitHub's own reader of Markdown, sees: `pip install cmarkgfm`.

Reads a list of documents as JSON, and writes a list of their tables, each a list of rows of the texts of cells.
"""

import html.parser
import json
import re
import sys

import cmarkgfm
from cmarkgfm.cmark import Options

OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES


class Tables(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tables = []
        self.text = None

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.text = ""
        elif tag == "br" and self.text is not None:
            self.text += " "

    def handle_endtag(self, tag):
        if tag in ("th", "td") and self.text is not None:
            # White space of any kind around a text is padding.
            text = " ".join(re.split("[ \t\n\x0c\r]+", self.text))
            self.tables[-1][-1].append(text.strip())
            self.text = None

    def handle_data(self, data):
        if self.text is not None:
            self.text += data


def tables(document):
    # Front matter is not for cmark-gfm to read.
    document = re.sub(r"\A---\n.*?\n---[ \t]*(\n|\Z)", "\n", document, flags=re.DOTALL)
    shown = cmarkgfm.github_flavored_markdown_to_html(document, options=OPTIONS)
    parser = Tables()
    parser.feed(shown)
    return parser.tables


json.dump([tables(document) for document in json.load(sys.stdin)], sys.stdout)
