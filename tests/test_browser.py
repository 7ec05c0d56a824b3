"""Pages in a real browser: nothing that an article or a catalog says runs there."""

import subprocess
from pathlib import Path

import pytest

from workflow.project import Project
from workflow.site import press

RAN = "document.title = 'ran'"
EVIL = f"""---
title: "<script>{RAN}</script>"
---

<script>{RAN}</script>
<img src=x onerror="{RAN}">
<svg onload="{RAN}"></svg>
<details open ontoggle="{RAN}"><summary>More</summary></details>
<iframe srcdoc="<script>parent.{RAN}</script>"></iframe>

<a href="javascript:{RAN}" id="main">read on</a>
"""
FLAGS = """
--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync
--disable-background-networking --disable-component-update --virtual-time-budget=2000
"""


@pytest.mark.browser
def test_a_hostile_article_runs_nothing(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/evil.md").write_text(EVIL, "utf-8")
    (tmp_path / "tilshi.toml").write_text("", "utf-8")
    press.publish(Project.find(tmp_path))

    page = (tmp_path / "public/en/evil/index.html").as_uri()
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    dom = subprocess.run(
        ["chromium", *FLAGS.split(), profile, "--dump-dom", page],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    assert f"<title>&lt;script&gt;{RAN}&lt;/script&gt;</title>" in dom
    assert "<summary>More</summary>" in dom
