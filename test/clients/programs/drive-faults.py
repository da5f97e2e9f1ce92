"""Drives the tenant's faults over HTTP as a test suite in Python would, with the standard library, and tells what it met.

Settings are environment variables: ISSUER (with its trailing slash), CONTROL_TOKEN, AUDIENCE, CLIENT_ID, CLIENT_SECRET.
Each line of output is one observation as JSON. What it set is left to its test session, which ends with its connection.
"""

import json
from os import environ
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import jwt

issuer = environ["ISSUER"]


def control(method, path, body=None):
    """One call of the control API: its answer as JSON, or None where it has none."""
    request = Request(f"{issuer}_tokenbench{path}", method=method)
    request.add_header("Authorization", f"Bearer {environ['CONTROL_TOKEN']}")
    if body is not None:
        request.add_header("Content-Type", "application/json")
        request.data = json.dumps(body).encode()
    with urlopen(request) as response:
        text = response.read()
    return json.loads(text) if text else None


def fetch_token():
    """The status of a token request, and the token where there is one."""
    form = {
        "grant_type": "client_credentials",
        "client_id": environ["CLIENT_ID"],
        "client_secret": environ["CLIENT_SECRET"],
        "audience": environ["AUDIENCE"],
    }
    try:
        with urlopen(f"{issuer}oauth/token", urlencode(form).encode()) as response:
            return response.status, json.load(response)["access_token"]
    except HTTPError as error:
        return error.code, error.headers.get("retry-after")


def verify(token):
    """The name of what PyJWT raises, or "verified"."""
    try:
        key = jwt.PyJWKClient(f"{issuer}.well-known/jwks.json").get_signing_key_from_jwt(token)
        jwt.decode(token, key.key, algorithms=["RS256"], audience=environ["AUDIENCE"], issuer=issuer)
        return "verified"
    except jwt.PyJWTError as error:
        return type(error).__name__


def tell(**observation):
    print(json.dumps(observation))


session = control("POST", "/sessions")["id"]
hold = Request(f"{issuer}_tokenbench/sessions/{session}/hold")
hold.add_header("Authorization", f"Bearer {environ['CONTROL_TOKEN']}")
connection = urlopen(hold)
connection.readline()

control("POST", "/faults", {"kind": "token_rate_limited", "retry_after": 7, "next": 2, "session": session})
tell(limited=[fetch_token(), fetch_token()])
status, token = fetch_token()
tell(status=status, verdict=verify(token))

control("POST", "/faults", {"kind": "token_unpublished_key", "session": session})
tell(verdict=verify(fetch_token()[1]))
control("POST", "/faults", {"kind": "jwks_down", "session": session})
tell(verdict=verify(token))
control("DELETE", "/faults")

control("PUT", "/clock", {"offset_ms": 3_600_000, "session": session})
tell(verdict=verify(fetch_token()[1]))

minted = {"claims": {"aud": environ["AUDIENCE"], "sub": "alice"}}
tell(verdict=verify(control("POST", "/mint", {**minted, "breakage": "expire"})["token"]))
tell(verdict=verify(control("POST", "/mint", {**minted, "breakage": "alter_signature"})["token"]))
