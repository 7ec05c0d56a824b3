from i18n import engines
from i18n.engines.pseudo import pseudo
from i18n.mask import mask, unmask
from i18n.model import Brief


def test_letters_are_accented_and_the_text_grows_by_a_third() -> None:
    assert pseudo("This is it, 25 May") == "⟦Ţĥîš îš îţ, 25 Ṁåý···⟧"


def test_markup_is_kept() -> None:
    masked = mask("Read **the [report](https://misis.ru/a_b)** by {name}.")

    assert unmask(masked, pseudo(masked.text)) == (
        "⟦Ŕéåð **ţĥé [ŕéþöŕţ](https://misis.ru/a_b)** ƀý {name}.····⟧"
    )


def test_any_pair_of_languages_will_do() -> None:
    (engine,) = engines.load(["pseudo"], {})
    brief = Brief("en", "tlh")

    engine.traits(brief)

    assert engine.translate(["Yes.", "No."], brief) == ["⟦Ýéš.·⟧", "⟦Ñö.·⟧"]
