"""`tilshi publish` without the pages of articles: the localized files, and the indexes."""

from pathlib import Path

from workflow.project import Project
from workflow.site import articles, press

if __name__ == "__main__":
    articles.show = lambda run, slug: False
    press.publish(Project.find(Path.cwd()))
