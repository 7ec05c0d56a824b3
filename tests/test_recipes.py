"""The recipes work: what they hold can be read, and what can run here does what they say."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from newsroom import NEWS, Newsroom

from workflow.cli import cli

DOCUMENT = (Path(__file__).parents[1] / "docs/recipes.md").read_text("utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(
    r"^```(\w+)\n(.*?)^```", DOCUMENT, re.DOTALL | re.MULTILINE
)
COMMAND = re.compile(r"(?:^|run: |- |&& |`)(tilshi [^`\n|&>]+)", re.MULTILINE)
SETTINGS = 'locales = ["kk"]\n[engines]\nchain = ["memory"]\n[checks]\nselect = ["numbers"]\n'


def blocks(kind: str) -> list[str]:
    return [text for name, text in BLOCKS if name == kind]


def test_every_recipe_is_there() -> None:
    assert {name for name, _ in BLOCKS} == {"sh", "yaml", "toml", "nginx", "text"}
    for host in ("GitHub Pages", "GitLab Pages", "Netlify", "A server of your own", "Any CI"):
        assert f"\n## {host}\n" in DOCUMENT


@pytest.mark.parametrize("block", blocks("yaml"))
def test_yaml_can_be_read_and_names_versions(block: str) -> None:
    read: Any = yaml.safe_load(block)

    assert read
    assert all(re.search(r"@v\d+$", action) for action in re.findall(r"uses: (\S+)", block))


@pytest.mark.parametrize("block", blocks("toml"))
def test_toml_can_be_read(block: str) -> None:
    netlify = tomllib.loads(block)

    assert netlify["build"]["publish"] == "public"
    assert all(one["force"] and one["status"] == 302 for one in netlify["redirects"])


@pytest.mark.parametrize("block", blocks("sh"))
def test_shell_can_be_read(block: str) -> None:
    subprocess.run(["sh", "-n"], input=block, text=True, check=True)


@pytest.mark.parametrize("block", blocks("nginx"))
def test_braces_of_nginx_pair(block: str) -> None:
    assert block.count("{") == block.count("}") > 0


@pytest.mark.parametrize("line", sorted({one.strip() for one in COMMAND.findall(DOCUMENT)}))
def test_commands_and_their_options_exist(line: str) -> None:
    _, name, *words = shlex.split(line)

    assert isinstance(cli.commands[name].make_context(name, words), click.Context)


class Repository:
    """A newsroom's repository, and the machine of a CI service that clones it for each run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = folder / "bin"
        self.program(
            "tilshi", f'exec {sys.executable} -c "from workflow.cli import main; main()" "$@"'
        )
        self.program("pip", "exit 0")
        self.room = Newsroom(folder / "room", SETTINGS, {"news.txt": NEWS})
        script = next(block for block in blocks("sh") if block.startswith("#!"))
        self.room.write("publish.sh", script)
        self.room.write(".gitignore", "/.tilshi/\n/public/\n")
        self.git("init", "--quiet", "--bare", "--initial-branch=main", "origin", at=folder)
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("remote", "add", "origin", str(folder / "origin"))

    def program(self, name: str, script: str) -> None:
        path = self.programs / name
        self.programs.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    @property
    def environment(self) -> dict[str, str]:
        """Nobody's own settings of git, and our programs before others."""
        who = {f"GIT_{role}_{what}": "editor@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}  # fmt: skip
        path = f"{self.programs}{os.pathsep}{os.environ['PATH']}"
        settings = str(self.folder / "gitconfig")
        return (
            os.environ
            | who
            | {"PATH": path, "GIT_CONFIG_GLOBAL": settings, "GIT_CONFIG_NOSYSTEM": "1"}
        )

    def git(self, *words: str, at: Path | None = None) -> str:
        command = ["git", *words]
        return subprocess.run(
            command, cwd=at or self.room.root, env=self.environment, check=True,
            capture_output=True, text=True,
        ).stdout  # fmt: skip

    def push(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", "Work")
        self.git("push", "--quiet", "origin", "main")

    def pipeline(self, *steps: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the steps of a pipeline in a clone of their own."""
        clone = self.folder / f"clone{len(list(self.folder.glob('clone*')))}"
        self.git(
            "clone",
            "--quiet",
            "--depth",
            "1",
            f"file://{self.folder / 'origin'}",
            str(clone),
            at=self.folder,
        )
        return subprocess.run(
            ["sh", "-e", "-c", "\n".join(steps)], cwd=clone, env=self.environment | variables,
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def online(self, name: str) -> str:
        """A file of the branch that holds what is out."""
        return self.git("show", f"published:{name}", at=self.folder / "origin")

    def runs(self) -> int:
        return len(self.git("log", "--format=%h", "published", at=self.folder / "origin").split())


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    found = Repository(tmp_path)
    found.room.tilshi("translate", "--engine", "pseudo")
    found.room.tilshi("review", "--approve-all", "--name", "An Editor")
    found.push()
    return found


def localized(repository: Repository) -> str:
    """Where the manifest says that the Kazakh text of the article is."""
    listing = repository.git(
        "ls-tree", "-r", "--name-only", "published", at=repository.folder / "origin"
    )
    (name,) = (one for one in listing.split("\n") if re.search(r"\bkk/.*news\.txt$", one))
    return name


def test_a_changed_article_keeps_its_approved_version_from_run_to_run(
    repository: Repository,
) -> None:
    first = repository.pipeline("sh publish.sh")
    assert first.returncode == 0, first.stderr
    kk = localized(repository)
    before = repository.online(kk)
    assert "⟦" in before

    repository.room.write("articles/news.txt", NEWS.replace("12", "14"))
    repository.push()
    second = repository.pipeline("sh publish.sh")

    assert second.returncode == 0, second.stderr
    assert repository.online(kk) == before
    assert "14 rooms" in repository.online(kk.replace("kk/", "en/"))


def test_a_run_that_begins_with_nothing_takes_the_translation_off(repository: Repository) -> None:
    repository.pipeline("sh publish.sh")
    repository.room.write("articles/news.txt", NEWS.replace("12", "14"))
    repository.push()
    done = repository.pipeline("tilshi publish", "find public -path '*kk/*news*'")

    assert "not published" in done.stdout
    assert "kk/" not in done.stdout.partition("Published")[2]


def test_a_run_that_changes_nothing_commits_nothing(repository: Repository) -> None:
    repository.pipeline("sh publish.sh")
    once = repository.runs()
    done = repository.pipeline("sh publish.sh", "sh publish.sh")

    assert done.returncode == 0, done.stderr
    assert repository.runs() == once == 2


def test_an_article_that_cannot_be_read_leaves_what_is_out_alone(repository: Repository) -> None:
    repository.pipeline("sh publish.sh")
    repository.room.write("articles/bad.md", "---\ntitle: [\n---\n")
    repository.push()
    done = repository.pipeline("sh publish.sh")

    assert done.returncode == 1
    assert "articles/bad.md:" in done.stderr
    assert repository.runs() == 2


def test_two_runs_at_once_do_not_overwrite_each_other(repository: Repository) -> None:
    repository.pipeline("sh publish.sh")
    meanwhile = (
        "git fetch --quiet origin published",
        'git clone --quiet --branch published "$(git remote get-url origin)" other',
        "git -C other commit --quiet --allow-empty -m Other",
        "git -C other push --quiet origin published",
    )
    script = repository.room.read("publish.sh").replace(
        "tilshi publish\n", "\n".join(("tilshi publish", *meanwhile, ""))
    )
    repository.room.write("publish.sh", script)
    repository.room.write("articles/more.txt", "More news\n")
    repository.push()
    done = repository.pipeline("sh publish.sh")

    assert done.returncode != 0
    assert "rejected" in done.stderr


def test_the_workflow_of_github_runs(repository: Repository) -> None:
    workflow = next(yaml.safe_load(block) for block in blocks("yaml") if "deploy-pages" in block)
    steps = workflow["jobs"]["publish"]["steps"]
    done = repository.pipeline(*(step["run"] for step in steps if "run" in step))

    assert done.returncode == 0, done.stderr
    assert "index.html" in repository.git(
        "ls-tree", "--name-only", "published", at=repository.folder / "origin"
    )


def test_the_jobs_of_gitlab_run(repository: Repository) -> None:
    jobs = next(yaml.safe_load(block) for block in blocks("yaml") if block.startswith("image:"))
    address = "https://gitlab-ci-token:secret@gitlab.example.org/newsroom/news.git"
    (repository.folder / "gitconfig").write_text(
        f'[url "file://{repository.folder}/origin"]\n\tinsteadOf = {address}\n'
    )
    variables = {
        "CI_JOB_TOKEN": "secret",
        "CI_SERVER_HOST": "gitlab.example.org",
        "CI_PROJECT_PATH": "newsroom/news",
    }
    checked = repository.pipeline(*jobs["check"]["script"])
    done = repository.pipeline(*jobs["pages"]["script"], **variables)

    assert checked.returncode in {0, 1}, checked.stderr
    assert done.returncode == 0, done.stderr
    assert repository.runs() == 2


def test_drafts_are_committed_for_people(repository: Repository) -> None:
    workflow = next(yaml.safe_load(block) for block in blocks("yaml") if "name: drafts" in block)
    steps = [step["run"] for step in workflow["jobs"]["draft"]["steps"] if "run" in step]
    repository.room.write("articles/more.txt", "More news\n\nThe rector thanked the partners.\n")
    repository.push()
    done = repository.pipeline(*(step.replace("deepl --budget 5", "pseudo") for step in steps))

    assert done.returncode == 0, done.stderr
    files = repository.git("ls-tree", "-r", "--name-only", "main", at=repository.folder / "origin")
    assert "locales/kk/LC_MESSAGES/more.po" in files
