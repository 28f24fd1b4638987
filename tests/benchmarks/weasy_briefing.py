"""The same 35 pages through WeasyPrint, as plainly as HTML says them; prints the seconds of a file and of another."""

from __future__ import annotations

import time
from html import escape
from typing import Any

from briefing.export.document import Answer, Chart, Heading, Paragraph, Table
from tests.print.pages import long_briefing

STYLE = (
    "@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-right { content: counter(page) } }"
    "body { font: 16pt/29.6pt 'Noto Serif SC' } table { font-size: 12pt; width: 100% }"
    ".note { float: footnote; font-size: 10.5pt }"
)


def page(edit: str = "") -> str:
    parts = [f"<style>{STYLE}</style>"]
    for block in long_briefing(edit).blocks:
        match block:
            case Heading():
                parts.append(f"<h1>{escape(block.label)}</h1>")
            case Paragraph():
                parts.append(f"<p>{escape(block.text)}<span class=note>{escape(block.source)}</span></p>")
            case Chart():
                parts.append(f"<figure>{block.svg}<figcaption>{escape(block.caption)}</figcaption></figure>")
            case Table():
                rows = ["".join(f"<td>{escape(cell.text + cell.unit)}</td>" for cell in row) for row in block.rows]
                parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
            case Answer():
                parts.append(f"<p>问：{escape(block.question)}</p><p>答：{escape(block.answer)}</p>")
            case _:
                pass
    return "".join(parts)


def main() -> None:
    import weasyprint

    make: Any = weasyprint.HTML
    for name, edit in (("first", ""), ("edited", "改")):
        started = time.perf_counter()
        make(string=page(edit)).write_pdf()
        print(name, time.perf_counter() - started)


if __name__ == "__main__":
    main()
