from i18n.answers import Answers
from i18n.model import Brief

RU, KK = Brief("en", "ru"), Brief("en", "kk")


def test_an_answer_is_found_under_all_that_decides_it(tmp_path) -> None:
    answers = Answers(tmp_path / "answers.sqlite")
    answers.keep("google 1", [(RU, "Rain in {0}Almaty{1}.", "Дождь в {0}Алматы{1}.")])

    assert answers.find("google 1", RU, "Rain in {0}Almaty{1}.") == "Дождь в {0}Алматы{1}."
    assert answers.find("google 2", RU, "Rain in {0}Almaty{1}.") is None
    assert answers.find("google 1", KK, "Rain in {0}Almaty{1}.") is None
    assert answers.find("google 1", RU, "Rain in Almaty.") is None


def test_answers_outlive_the_process(tmp_path) -> None:
    path = tmp_path / "answers.sqlite"
    first = Answers(path)
    first.keep("google 1", [(KK, "Rain.", "Жаңбыр.")])
    first.close()

    assert Answers(path).find("google 1", KK, "Rain.") == "Жаңбыр."


def test_a_damaged_file_costs_the_answers_not_the_run(tmp_path) -> None:
    path = tmp_path / "answers.sqlite"
    path.write_text("this is no database, it is a letter to the editor")
    answers = Answers(path)
    answers.keep("google 1", [(KK, "Rain.", "Жаңбыр.")])

    assert "kept as answers.sqlite.damaged-1" in answers.notice
    assert answers.find("google 1", KK, "Rain.") == "Жаңбыр."
