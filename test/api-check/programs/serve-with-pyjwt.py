"""An API with PyJWT and the standard library, set up as its documentation says: every claim it needs is required."""
import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt

issuer = os.environ["ISSUER"]
audience = os.environ["AUDIENCE"]
scope = os.environ["SCOPE"]
keys = jwt.PyJWKClient(issuer + ".well-known/jwks.json")


class Orders(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body leave together: apart, each answer waits for the acknowledgement of its first half.
    wbufsize = -1

    def do_GET(self):
        if self.path.split("?")[0] != "/orders":
            return self.answer(404, None, {"error": "not_found"})
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            return self.answer(401, "Bearer", {})
        try:
            key = keys.get_signing_key_from_jwt(token).key
            claims = jwt.decode(
                token,
                key,
                algorithms=["RS256"],
                issuer=issuer,
                audience=audience,
                options={"require": ["exp", "iss", "aud"]},
            )
        except jwt.PyJWTError as error:
            print(repr(error)[:120], flush=True)
            return self.answer(401, 'Bearer error="invalid_token"', {"error": "invalid_token"})
        granted = claims.get("scope")
        if not isinstance(granted, str) or scope not in granted.split(" "):
            return self.answer(403, f'Bearer error="insufficient_scope", scope="{scope}"', {})
        return self.answer(200, None, {"orders": []})

    do_HEAD = do_GET
    do_POST = do_GET

    def answer(self, status, challenge, body):
        length = int(self.headers.get("content-length") or 0)
        if length:
            self.rfile.read(length)
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        if challenge:
            self.send_header("www-authenticate", challenge)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_arguments):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 128

    def handle_error(self, *_arguments):
        """What PyJWT did not foresee ends the connection, as it would end a request of any framework."""


server = Server(("127.0.0.1", int(os.environ.get("PORT", "0"))), Orders)
print(json.dumps({"port": server.server_port}), flush=True)
server.serve_forever()
