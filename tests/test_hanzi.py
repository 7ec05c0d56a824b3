from i18n.languages import hanzi


def test_traditional_characters_are_foreign_in_simplified_text() -> None:
    foreign = hanzi.foreign("Hans")

    assert foreign is not None
    assert foreign.findall("這個问题") == ["這", "個"]
    assert foreign.findall("这个问题很著名，乾隆皇帝住在宫殿里，毕昇、於梨华") == []


def test_simplified_characters_are_foreign_in_traditional_text() -> None:
    foreign = hanzi.foreign("Hant")

    assert foreign is not None
    assert foreign.findall("这个問題") == ["这", "个"]
    assert foreign.findall("皇后住在宮殿裡，餘下的台灣麵很著名") == []


def test_a_character_has_the_form_that_its_script_writes() -> None:
    simplified, traditional = hanzi.counterparts("Hans"), hanzi.counterparts("Hant")

    assert "".join(simplified[char] for char in "總統說麵條") == "总统说面条"
    assert traditional["这"] == "這"
    assert traditional["发"] == ""


def test_no_form_is_foreign_to_its_own_script() -> None:
    for script in ("Hans", "Hant"):
        forms = hanzi.counterparts(script)

        assert not set(forms) & set(forms.values())


def test_other_scripts_have_none() -> None:
    assert hanzi.foreign("Cyrl") is None
    assert hanzi.counterparts("Latn") == {}
