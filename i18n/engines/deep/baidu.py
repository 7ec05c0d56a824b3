"""Baidu Translate, the general text API, through deep-translator. No Kazakh.

https://fanyi-api.baidu.com/doc/21: lines of one text come back as lines; 6,000 bytes and one
request a second; errors are `{"error_code": "54003", "error_msg": "…"}` with the status of a
success. The key itself never travels: what is sent is a sum over it and the text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import deep_translator.baidu

from i18n.engines import keys
from i18n.engines.deep import deep
from i18n.engines.deep.deep import Joined, Line
from i18n.engines.engine import Limits, network
from i18n.engines.facts import known
from i18n.engines.faults import BadOutput, EngineError, RateLimited, Refused, Transient
from i18n.engines.options import Options as Basic
from i18n.engines.wire import Reply, Wire, status
from i18n.errors import UserError

URL = "https://fanyi-api.baidu.com/api/trans/vip/translate"
FACTS = known()["baidu"]
KEY = "BAIDU_APPKEY"
LIMITS = Limits(chars=1500, longest=1900, rate=1.0, workers=1)
_MEANINGS: Mapping[str, type[EngineError]] = {
    "52001": Transient,  # took too long
    "52002": Transient,  # an error of the system
    "52003": Refused,  # the application is not known
    "54001": Refused,  # the sum is wrong, and so the key
    "54003": RateLimited,  # too many requests
    "54004": Refused,  # no money
    "54005": RateLimited,  # too many long requests
    "58000": Refused,  # from another address than was registered
    "58002": Refused,  # the service is closed
    "90107": Refused,  # the application is not certified
}

deep.through(deep_translator.baidu)


@dataclass(frozen=True)
class Options(Basic):
    """`appid` names the application that Baidu gave the key to."""

    appid: str = ""


def load(options: Options) -> Joined:
    """Return the engine; UserError without the application's name."""
    if not options.appid:
        raise UserError(
            "the engine 'baidu' has no appid", hint='write appid = "…" in [engines.baidu]'
        )
    url, limits, key = options.url or URL, options.limit(LIMITS), keys.read(FACTS).get(KEY, "")

    def make(source: str, target: str) -> Any:
        kind = deep_translator.baidu.BaiduTranslator
        made = kind(source=source, target=target, appid=options.appid, appkey=key)
        made._base_url = url  # its constructor takes no address
        return made

    wire = Wire("baidu", limits, secrets=(key,), judge=_judge)
    return Joined("baidu", FACTS, Line(wire, make), limits, network(url))


def _judge(reply: Reply) -> EngineError | None:
    if not reply.good:
        return status("baidu", reply.status, reply.after)
    match reply.data:
        case {"error_code": code, **rest} if str(code) != "52000":
            kind = _MEANINGS.get(str(code), BadOutput)
            what = f"baidu answered with error {code}"
            return kind(what) if kind is RateLimited else kind(what, hint=_hint(rest))
        case {"trans_result": [*results]} if all(map(_is_result, results)):
            return None
        case None:
            return Transient("baidu gave something that is no answer")
    return BadOutput("baidu gave an answer of another form")


def _hint(rest: Mapping[Any, Any]) -> str:
    return f"it says: {str(rest.get('error_msg', ''))[:200]}"


def _is_result(result: Any) -> bool:
    return isinstance(result, dict) and isinstance(result.get("dst"), str)
