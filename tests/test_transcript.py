"""What the documentation shows of a review is what a review shows."""

from transcript import DOCUMENT, PICTURE, picture, written


def test_the_transcript_in_the_documentation_is_of_this_program() -> None:
    document = DOCUMENT.read_text("utf-8")

    assert written(document) == document, "make transcript writes it anew"


def test_the_picture_in_the_documentation_is_of_this_program() -> None:
    assert picture() == PICTURE.read_text("utf-8"), "make transcript draws it anew"
