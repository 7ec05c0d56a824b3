"""deep-translator's own loop: `use_deep_translator.py URL SENTENCES.json` prints the seconds it took.

`translate_batch` loses all on an error, so it is given one sentence at a time, as often as it takes.
"""

import json
import sys
import time
from pathlib import Path

import deep_translator
from deep_translator.exceptions import RequestError, TooManyRequests, TranslationNotFound


def main() -> None:
    """Translate the list."""
    url, path = sys.argv[1:]
    translator = deep_translator.GoogleTranslator(source="en", target="ru")
    translator._base_url = url
    start = time.perf_counter()
    for sentence in json.loads(Path(path).read_text("utf-8")):
        while not translated(translator, sentence):
            pass
    print(time.perf_counter() - start)


def translated(translator: deep_translator.GoogleTranslator, sentence: str) -> bool:
    """Try once, and say if it went well."""
    try:
        translator.translate_batch([sentence])
    except (RequestError, TooManyRequests, TranslationNotFound, OSError):
        return False
    return True


if __name__ == "__main__":
    main()
