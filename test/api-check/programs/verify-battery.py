"""Reads tokens, a line of JSON each, and says of each whether PyJWT finds its signature right."""
import json
import sys

import jwt

pem = json.loads(sys.stdin.readline())["pem"]
nothing = {f"verify_{claim}": False for claim in ("exp", "nbf", "iat", "aud", "iss", "sub", "jti")}
for line in sys.stdin:
    token = json.loads(line)["token"]
    try:
        jwt.decode(token, pem, algorithms=["RS256"], options=nothing)
        print(json.dumps({"is_right": True}))
    except jwt.PyJWTError as error:
        print(json.dumps({"is_right": False, "error": repr(error)[:120]}))
