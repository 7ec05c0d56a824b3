"""The door: who may come in to a desk, and by which names it is known."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response

from workflow.desk.door import token
from workflow.desk.door.hosts import HOME, name_of
from workflow.desk.door.team import Team
from workflow.reviewing.reviewer import Reviewer


@dataclass
class Door:
    """Opened with `token`, or by the passwords of a team.

    `url` is where browsers find the desk if not at this machine, `names` are more of its names.
    """

    token: str = field(default_factory=token.new)
    team: Team | None = None
    url: str = ""
    names: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.names |= {name_of(urlsplit(self.url).netloc)} - {""}

    @property
    def entrance(self) -> str:
        """The address that lets somebody in, without the host."""
        return "/" if self.team else f"/?{token.FIELD}={self.token}"

    def origins(self, request: HTTPConnection) -> frozenset[str]:
        """Return where pages of ours come from, as browsers write it in Origin."""
        here = f"{request.scope['scheme']}://{request.headers.get('host', '')}".lower()
        return frozenset({here, *self._public})

    @property
    def _public(self) -> set[str]:
        parts = urlsplit(self.url)
        return {f"{parts.scheme}://{parts.netloc}".lower()} if self.url else set()

    def is_tls(self, request: HTTPConnection) -> bool:
        """Whether the browser reached us by TLS, which a proxy may have ended."""
        public = urlsplit(self.url)
        here = name_of(request.headers.get("host", ""))
        said = public.scheme == "https" and here == name_of(public.netloc)
        return said or request.scope["scheme"] == "https"

    def is_guarded(self, request: HTTPConnection) -> bool:
        """Whether nobody between can read along: TLS, or the browser is on this machine."""
        return self.is_tls(request) or name_of(request.headers.get("host", "")) in HOME

    def cookie(self, request: HTTPConnection) -> str:
        """Return the name of our cookie; browsers keep those of all ports of a machine together.

        `__Host-` has them take it only with TLS, and from this very host:
        https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes
        """
        if self.is_tls(request):
            return "__Host-tilshi"
        server = request.scope.get("server") or ("", 0)
        return f"tilshi-{server[1]}"

    def secret(self, request: HTTPConnection) -> str:
        """Return what the browser has in our cookie."""
        return request.cookies.get(self.cookie(request), "")

    def give(self, request: HTTPConnection, answer: Response, secret: str) -> None:
        """Put a secret into the browser's cookie; "" takes it back."""
        answer.set_cookie(
            self.cookie(request),
            secret,
            max_age=None if secret else 0,
            httponly=True,
            samesite="strict",
            secure=self.is_tls(request),
        )

    def who(self, secret: str, reviewer: Reviewer) -> Reviewer | None:
        """Return who comes with a secret: `reviewer` with the token; None for a stranger."""
        if self.team:
            return self.team.find(secret)
        return reviewer if token.same(secret, self.token) else None

    def holds(self, secret: str) -> bool:
        """Whether who came with this secret may still be here."""
        return self.team.holds(secret) if self.team else token.same(secret, self.token)
