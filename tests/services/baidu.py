"""Baidu's general text API as a stand-in.

https://fanyi-api.baidu.com/doc/21
"""

import hashlib
from collections.abc import Sequence
from typing import Any

from services import service
from services.service import Refusal, Request

KEYS = {"BAIDU_APPKEY": "baidu-secret-77d2"}
APPID = "20150630000000001"
KNOWN = {"en", "ru", "zh"}


def options(server: "Service") -> dict[str, Any]:
    return {"url": server.url + "/api/trans/vip/translate", "appid": APPID}


class Service(service.Service):
    def check(self, request: Request) -> None:
        sent = request.query
        if request.path != "/api/trans/vip/translate":
            raise Refusal(404, "<html>Not Found</html>")
        if sent.get("appid") != APPID:
            raise Refusal(200, _error("52003", "UNAUTHORIZED USER"))
        summed = APPID + sent["q"] + sent["salt"] + KEYS["BAIDU_APPKEY"]
        if sent["sign"] != hashlib.md5(summed.encode()).hexdigest():
            raise Refusal(200, _error("54001", "Invalid Sign"))
        if not {sent["from"], sent["to"]} <= KNOWN:
            raise Refusal(200, _error("58001", "INVALID_TO_PARAM"))
        if len(sent["q"].encode()) > 6000:
            raise Refusal(200, _error("54000", "PARAM_Q_TOO_LONG"))

    def texts(self, request: Request) -> Sequence[str]:
        return request.query["q"].split("\n")

    def target(self, request: Request) -> str:
        return request.query["to"]

    def body(self, request: Request, answers: Sequence[str]) -> Any:
        sources = [*self.texts(request), ""]
        return {
            "from": request.query["from"],
            "to": request.query["to"],
            "trans_result": [
                {"src": source, "dst": answer}
                for source, answer in zip(sources, answers, strict=False)
            ],
        }

    def error(self, status: int) -> Any:
        return _error(str(status), "no")


def _error(code: str, message: str) -> dict[str, str]:
    return {"error_code": code, "error_msg": message}
