"""A page to fill in, in any browser: it holds all it needs, and asks nobody for anything.

Its button saves the page with what was written into it. Only its own script may run there, by
its hash: texts of a catalog are escaped, and could not run anything if they were not.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

from workflow.exchange.handout import Handout, Line, Returned
from workflow.exchange.pieces import letters
from workflow.exchange.pieces.filled import rows_of
from workflow.exchange.pieces.remarks import remarks, word
from workflow.exchange.pieces.rows import DECISIONS, returned
from workflow.exchange.pieces.tags import attributes

FOLDER = Path(__file__).parent / "page"
HEADS = {
    "No": "number",
    "Source": "source",
    "Translation": "target",
    "Comment": "note",
    "Decision": "decision",
    "Remarks": "remarks",
}
HOW = (
    "Click into a translation and correct it. What you want to say goes under Comment, and a"
    " decision may be chosen for each text. Then save the corrected file, and send it back."
)
WITHOUT = (
    "This browser runs no scripts, so that nothing can be saved: the page is there to be read and"
    " printed."
)


def write(handout: Handout) -> bytes:
    """Return the handout as a page."""
    title = escape(letters.shown(f"{handout.slug}: {handout.source} → {handout.target}"))
    file = f"{handout.slug.replace('/', '-')}.{handout.target}.html"
    about = {"data-article": handout.slug, "data-language": handout.target}
    heads = (f'<th scope="col" class="{name}">{head}</th>' for head, name in HEADS.items())
    rows = (
        one for number, line in enumerate(handout.lines, 1) for one in _row(handout, line, number)
    )
    lines = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f"<meta{attributes({'http-equiv': 'Content-Security-Policy', 'content': _policy()})}>",
        '<meta name="viewport" content="width=device-width">',
        f"<title>{title}</title><style>{_file('page.css')}</style></head>",
        f"<body{attributes({'data-file': file})}><main><h1>{title}</h1>",
        f"<p>{HOW}</p><noscript><p>{WITHOUT}</p></noscript>",
        f"<table{attributes(about)}><thead><tr>{''.join(heads)}</tr></thead><tbody>",
        *rows,
        "</tbody></table></main>",
        '<footer><button type="button" id="save" hidden>Save the corrected file</button></footer>',
        f"<script>{_file('page.js')}</script></body></html>",
        "",
    ]
    return "\n".join(lines).encode()


def read(data: bytes, path: str) -> Returned:
    """Return what a page that came back says. Raises UserError for what is no such page."""
    return returned(rows_of(data, path), path)


def _row(handout: Handout, line: Line, number: int) -> Iterator[str]:
    source, target = (
        {"lang": tag, "dir": "rtl" if rtl else "ltr"}
        for tag, rtl in zip((handout.source, handout.target), handout.rtl, strict=True)
    )
    choices = "".join(f'<option value="{said}">{said or "as it is"}</option>' for said in DECISIONS)
    notes = "".join(f"<p>{escape(letters.shown(one))}</p>" for one in remarks(line))
    yield f"<tr{attributes({'data-uid': line.uid, 'data-base': line.base})}>"
    yield f'<td class="number">{number}<br>{escape(letters.shown(line.place))}</td>'
    yield f"<td>{_field('source', line.source, source)}</td>"
    yield f"<td>{_field('target', line.target, target | _open(f'Translation {number}'))}</td>"
    yield f"<td>{_field('note', '', _open(f'Comment {number}'))}</td>"
    yield f'<td class="decision"><select aria-label="Decision {number}">{choices}</select></td>'
    yield f'<td class="remarks"><p class="state {line.state}">{word(line.state)}</p>{notes}</td>'
    yield "</tr>"


def _open(label: str) -> dict[str, str]:
    """What makes a field one to write in."""
    return {
        "contenteditable": "plaintext-only",
        "role": "textbox",
        "aria-multiline": "true",
        "aria-label": label,
    }


def _field(name: str, text: str, about: dict[str, str]) -> str:
    parts = (
        f'<span data-letter contenteditable="false">{part}</span>' if named else escape(part)
        for part, named in letters.runs(text)
    )
    return f"<div{attributes({'data-field': name} | about)}>{''.join(parts)}</div>"


@cache
def _file(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


@cache
def _policy() -> str:
    """What the page may do: run its script and show its style, by their hashes; nothing else."""
    script, style = (
        f"'sha256-{b64encode(hashlib.sha256(_file(name).encode()).digest()).decode()}'"
        for name in ("page.js", "page.css")
    )
    return (
        f"default-src 'none'; script-src {script}; style-src {style};"
        " base-uri 'none'; form-action 'none'"
    )
