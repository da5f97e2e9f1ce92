// The floor: node:http with nothing but the signature. Run as a child process with the path of a private JWK.

import { createPrivateKey, createPublicKey, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [keyPath = ''] = process.argv.slice(2);
const jwk = JSON.parse(readFileSync(keyPath, 'utf8'));
const key = createPrivateKey({ key: jwk, format: 'jwk' });
const jwks = JSON.stringify({
  keys: [{ ...createPublicKey(key).export({ format: 'jwk' }), kid: jwk.kid, alg: 'RS256', use: 'sig' }],
});
const header = Buffer.from(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: jwk.kid })).toString('base64url');
const lifetime = 86_400;

let issuer = '';
const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(jwks);
    return;
  }
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (text: string) => {
    body += text;
  });
  request.on('end', () => {
    const form = new URLSearchParams(body);
    const issuedAt = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      sub: `${form.get('client_id')}@clients`,
      aud: form.get('audience'),
      iat: issuedAt,
      exp: issuedAt + lifetime,
      jti: randomUUID(),
      scope: form.get('scope'),
      gty: 'client-credentials',
      azp: form.get('client_id'),
    };
    const input = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
    sign('RSA-SHA256', Buffer.from(input), key, (error, signature) => {
      if (error) {
        response.writeHead(500).end();
        return;
      }
      const answer = JSON.stringify({
        access_token: `${input}.${signature.toString('base64url')}`,
        scope: claims.scope,
        expires_in: lifetime,
        token_type: 'Bearer',
      });
      // With its length given, head and body leave in one write, not as chunks.
      response
        .writeHead(200, {
          'content-type': 'application/json',
          'cache-control': 'no-store',
          'content-length': Buffer.byteLength(answer),
        })
        .end(answer);
    });
  });
});

server.listen(0, 'localhost', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const origin = `http://localhost:${address.port}`;
  issuer = `${origin}/`;
  console.log(
    JSON.stringify({ issuer, tokenEndpoint: `${origin}/oauth/token`, jwksUri: `${origin}/.well-known/jwks.json` }),
  );
});
