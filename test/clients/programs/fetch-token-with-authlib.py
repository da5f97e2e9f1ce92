"""Gets an access token by client credentials with Authlib and prints the answer as one line of JSON.

Settings are environment variables: TOKEN_ENDPOINT, AUDIENCE, CLIENT_ID, AUTH_METHOD (client_secret_post,
client_secret_basic or private_key_jwt) and CLIENT_SECRET, which for private_key_jwt holds the private key in PEM.
With ISSUER the assertion is for the issuer and for four minutes; by itself Authlib makes it for the token endpoint and an
hour, which the service took until April 2026.
For https, REQUESTS_CA_BUNDLE names the tenant's ca.pem; for http, AUTHLIB_INSECURE_TRANSPORT=1 allows it.
"""

import json
from os import environ
from time import time

from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT

token_endpoint = environ["TOKEN_ENDPOINT"]

session = OAuth2Session(
    client_id=environ["CLIENT_ID"],
    client_secret=environ["CLIENT_SECRET"],
    token_endpoint_auth_method=environ["AUTH_METHOD"],
)
issuer = environ.get("ISSUER")
claims = {"aud": issuer, "exp": int(time()) + 240} if issuer else None
session.register_client_auth_method(PrivateKeyJWT(token_endpoint, claims=claims))

try:
    token = session.fetch_token(token_endpoint, grant_type="client_credentials", audience=environ["AUDIENCE"])
    print(json.dumps(token))
except OAuthError as error:
    print(json.dumps({"error": error.error, "error_description": error.description}))
