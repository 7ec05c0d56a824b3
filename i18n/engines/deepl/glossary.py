"""A glossary at DeepL: one of ours in an account, with a dictionary for each pair of languages.

https://developers.deepl.com/api-reference/multilingual-glossaries: free plans have room for one
glossary, which may hold a dictionary for every pair. Its name tells what is in it, as in
`tilshi en-ru:1f2e3d4c5b6a en-zh:…`, so that a run finds what an earlier one put there, and
replaces a dictionary only when its terms have changed.
"""

import hashlib
import threading
from collections.abc import Mapping
from typing import Any

from deepl.api_data import Language, MultilingualGlossaryDictionaryEntries

from i18n.engines.deepl.client import call
from i18n.engines.faults import BadOutput, Refused

Entries = Mapping[str, str]


class Glossary:
    """The glossary of that name; used by several threads, the first of which looks it up.

    `notice` says why the terms are not used, if DeepL did not take them.
    """

    def __init__(self, client: Any, name: str) -> None:
        self.notice = ""
        self._client = client
        self._name = name
        self._lock = threading.Lock()
        self._found: dict[str, str | None] = {}

    def find(self, source: str, target: str, entries: Entries) -> str | None:
        """Return the id of the glossary with these entries in it, or None if there can be none.

        Raises an EngineError that may pass.
        """
        dictionary = MultilingualGlossaryDictionaryEntries(
            Language.remove_regional_variant(source),
            Language.remove_regional_variant(target),
            dict(entries),
        )
        mark = _mark(dictionary)
        with self._lock:
            if mark not in self._found:
                try:
                    self._found[mark] = call(lambda: self._put(dictionary, mark))
                except (Refused, BadOutput) as error:
                    self._found[mark] = None
                    self.notice = f"deepl: translates without the glossary: {error.what}"
            return self._found[mark]

    def _put(self, dictionary: Any, mark: str) -> str:
        """Return the id of our glossary, with the dictionary in it."""
        for glossary in self._client.list_multilingual_glossaries():
            name, *marks = glossary.name.split()
            if name == self._name:
                if mark not in marks:
                    self._replace(glossary.glossary_id, dictionary, mark, marks)
                return str(glossary.glossary_id)
        made = self._client.create_multilingual_glossary(f"{self._name} {mark}", [dictionary])
        return str(made.glossary_id)

    def _replace(self, glossary: str, dictionary: Any, mark: str, marks: list[str]) -> None:
        """Put the dictionary in, and only then say so in the name."""
        pair = mark.partition(":")[0]
        others = [other for other in marks if other.partition(":")[0] != pair]
        self._client.replace_multilingual_glossary_dictionary(glossary, dictionary)
        name = " ".join((self._name, *others, mark))
        self._client.update_multilingual_glossary_name(glossary, name)


def _mark(dictionary: Any) -> str:
    """`en-ru:1f2e3d4c5b6a`: the pair, and a digest of its entries."""
    text = "\n".join(f"{a}\t{b}" for a, b in sorted(dictionary.entries.items()))
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return f"{dictionary.source_lang}-{dictionary.target_lang}".lower() + f":{digest}"
