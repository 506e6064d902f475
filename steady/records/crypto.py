"""Keys made from the one secret, and all that is done with them.

Every use has its own key (HKDF with its own label), so that learning one tells
nothing about another. Changing the secret makes everything kept unreadable and
every person a stranger: there is no rotation.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass, field

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from steady.records.errors import BadToken, WrongKey

SHORTEST_SECRET = 32
#: Crockford's alphabet: no I, L, O, U, so that a code can be read over the phone.
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})
_CODE_LENGTH = 8  # 40 bits: among 10,000 people, two alike with a chance of 1 in 20,000


@dataclass(frozen=True)
class Keys:
    """The derived keys. Kept out of `repr`, so that no log can show them."""

    _hash: bytes = field(repr=False)
    _code: bytes = field(repr=False)
    _sign: bytes = field(repr=False)
    _cipher: Fernet = field(repr=False)

    @classmethod
    def from_secret(cls, secret: str) -> Keys:
        """Derive the keys from the installation's secret (at least 32 characters).

        Raises ValueError for a shorter one.
        """
        if len(secret) < SHORTEST_SECRET:
            raise ValueError(
                f"STEADY_SECRET has {len(secret)} characters and needs at least {SHORTEST_SECRET}."
                " Set a long random one in .env."
            )
        return cls(
            _hash=_derive(secret, "person"),
            _code=_derive(secret, "code"),
            _sign=_derive(secret, "sign"),
            _cipher=Fernet(base64.urlsafe_b64encode(_derive(secret, "cipher"))),
        )

    def person(self, channel: str, id: str) -> str:
        """The person key, 64 hex digits: what stands for a channel's own id everywhere."""
        if ":" in channel:
            raise ValueError(f"A channel's name may not hold a colon: {channel!r}")
        return _hmac(self._hash, f"{channel}:{id}").hex()

    def code(self, person: str) -> str:
        """The short code, as `K7QF-2M9X`, by which a person asks for export or erasure."""
        number = int.from_bytes(_hmac(self._code, person)[:8], "big")
        letters = "".join(_CROCKFORD[(number >> 5 * i) & 31] for i in range(_CODE_LENGTH))
        return f"{letters[:4]}-{letters[4:]}"

    def encrypt(self, text: str) -> bytes:
        return self._cipher.encrypt(text.encode(errors="surrogatepass"))

    def decrypt(self, cipher: bytes) -> str:
        """The text again, half emoji and all. Raises WrongKey when another secret enciphered it."""
        try:
            return self._cipher.decrypt(cipher).decode(errors="surrogatepass")
        except InvalidToken as error:
            raise WrongKey(
                "A kept text cannot be deciphered: STEADY_SECRET is not the one it was kept with,"
                " or the database was damaged. Put the former secret back into .env."
            ) from error

    def sign(self, value: str) -> str:
        """A token, safe in a cookie or address, that carries `value` in clear, signed."""
        return f"{_b64(value.encode())}.{_b64(_hmac(self._sign, value))}"

    def unsign(self, token: str) -> str:
        """The signed value. Raises BadToken for anything that `sign` has not made."""
        try:
            body, mark = token.split(".")
            value, given = _unb64(body).decode(), _unb64(mark)
        except (ValueError, binascii.Error) as error:
            raise BadToken("This session token has no valid form. Start a new session.") from error
        # The encoded form is compared too: base64 has several spellings of one value.
        whole = hmac.compare_digest(self.sign(value).encode(), token.encode())
        if not (hmac.compare_digest(_hmac(self._sign, value), given) and whole):
            raise BadToken("This session token was not signed here. Start a new session.")
        return value


def tidy_code(typed: str) -> str:
    """A code as typed or read aloud ("k7qf 2m9x", O for 0) in the form that is kept."""
    letters = "".join(typed.upper().translate(_MISREAD).replace("-", "").split())
    return f"{letters[:4]}-{letters[4:]}"


def _derive(secret: str, use: str) -> bytes:
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"steady/{use}/1".encode())
    return hkdf.derive(secret.encode())


def _hmac(key: bytes, value: str) -> bytes:
    return hmac.new(key, value.encode(errors="surrogatepass"), hashlib.sha256).digest()


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
