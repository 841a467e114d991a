"""Makes secrets that look like real ones, each unlike all others, and remembers where each was planted."""

import base64
import hashlib
import urllib.parse

CONSONANTS, VOWELS = "bcdfghjklmnprstvwxz", "aeiou"


def bytes_for(place, count):
    return hashlib.shake_256(place.encode()).digest(count)


def words(data):
    """Two words that one can speak, and a number."""
    syllables = [
        CONSONANTS[one % len(CONSONANTS)] + VOWELS[two % len(VOWELS)] for one, two in zip(data[:8], data[8:16])
    ]
    return f"{''.join(syllables[:4]).title()}-{''.join(syllables[4:]).title()}{data[16] % 90 + 10}"


def guid(data):
    text = data[:16].hex()
    return "-".join([text[:8], text[8:12], text[12:16], text[16:20], text[20:]])


def web_token(data):
    parts = [b'{"alg":"HS256","typ":"JWT"}', b'{"sub":"%s"}' % data[:12].hex().encode(), data[:32]]
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


def private_key(data):
    body = base64.b64encode(data[:96]).decode()
    lines = [body[at : at + 64] for at in range(0, len(body), 64)]
    return "\n".join(["-----BEGIN RSA PRIVATE KEY-----", *lines, "-----END RSA PRIVATE KEY-----"])


SHAPES = {
    "account key": lambda data: base64.b64encode(data[:64]).decode(),
    "signature": lambda data: urllib.parse.quote(base64.b64encode(data[:32]).decode(), safe=""),
    "words": words,
    "guid": guid,
    "token": lambda data: data[:20].hex(),
    "web token": web_token,
    "private key": private_key,
}
# What is the same in all secrets of a shape is no secret.
COMMON = ["-----BEGIN RSA PRIVATE KEY-----", "-----END RSA PRIVATE KEY-----", web_token(b"").split(".")[0] + "."]


class Plants:
    def __init__(self):
        self.secrets = {}  # place -> secret

    def make(self, shape, place):
        place = f"{place} ({shape})"
        if place not in self.secrets:
            self.secrets[place] = SHAPES[shape](bytes_for(place, 128))
        return self.secrets[place]
