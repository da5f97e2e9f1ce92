"""Verifies an access token with PyJWT against the tenant's key set and prints its claims as one line of JSON.

Settings are environment variables: ISSUER (with its trailing slash), AUDIENCE and TOKEN. For https, SSL_CERT_FILE
names the tenant's ca.pem.
"""

import json
from os import environ

import jwt

issuer = environ["ISSUER"]
token = environ["TOKEN"]

try:
    key = jwt.PyJWKClient(f"{issuer}.well-known/jwks.json").get_signing_key_from_jwt(token)
    claims = jwt.decode(token, key.key, algorithms=["RS256"], audience=environ["AUDIENCE"], issuer=issuer)
    print(json.dumps(claims))
except jwt.PyJWTError as error:
    print(json.dumps({"error": type(error).__name__, "message": str(error)}))
