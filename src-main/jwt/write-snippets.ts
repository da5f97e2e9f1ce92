/** A token as commands and code to copy: what it takes to send it, and to verify it elsewhere. */
import { quoteWord } from '../contract/shell-words.ts';
import { decodeToken } from './decode-token.ts';
import { findTokens } from './find-token.ts';
import { audiencesOf } from './read-claims.ts';
import { spell } from './spell.ts';

export interface Snippets {
  curl: string;
  jose: string;
  pyjwt: string;
  /** Without its signature, for a ticket. */
  redacted: string;
}

export function writeSnippets(text: string): Snippets {
  const [found] = findTokens(text);
  const token = found?.token ?? text.trim();
  const decoded = found === undefined ? undefined : decodeToken(found);
  const claims = decoded?.payload?.object ?? {};
  const alg = spell(decoded?.header?.object?.alg ?? 'RS256');
  const issuer = typeof claims.iss === 'string' ? claims.iss : 'https://issuer.example/';
  const [audience = 'https://api.example/'] = audiencesOf(claims);
  const facts = { token, alg, issuer, audience, jwks: `${issuer.replace(/\/$/, '')}/.well-known/jwks.json` };
  return {
    curl: `curl ${quoteWord(audience.startsWith('http') ? audience : 'https://api.example/', 'posix')} \\\n  --header ${quoteWord(`Authorization: Bearer ${token}`, 'posix')}`,
    jose: writeJose(facts),
    pyjwt: writePyjwt(facts),
    redacted: redact(token),
  };
}

interface Facts {
  token: string;
  alg: string;
  issuer: string;
  audience: string;
  jwks: string;
}

function writeJose({ token, alg, issuer, audience, jwks }: Facts): string {
  const key = alg.startsWith('HS')
    ? 'new TextEncoder().encode(process.env.SECRET)'
    : `createRemoteJWKSet(new URL(${quote(jwks)}))`;
  const names = alg.startsWith('HS') ? 'jwtVerify' : 'createRemoteJWKSet, jwtVerify';
  return [
    `import { ${names} } from 'jose';`,
    '',
    `const token = ${quote(token)};`,
    `const key = ${key};`,
    'const { payload, protectedHeader } = await jwtVerify(token, key, {',
    `  issuer: ${quote(issuer)},`,
    `  audience: ${quote(audience)},`,
    `  algorithms: [${quote(alg)}],`,
    '});',
    'console.log(protectedHeader, payload);',
  ].join('\n');
}

function writePyjwt({ token, alg, issuer, audience, jwks }: Facts): string {
  const isSecret = alg.startsWith('HS');
  return [
    ...(isSecret ? ['import os', ''] : []),
    'import jwt',
    '',
    `token = ${quote(token)}`,
    isSecret
      ? 'key = os.environ["SECRET"]'
      : `key = jwt.PyJWKClient(${quote(jwks)}).get_signing_key_from_jwt(token).key`,
    'claims = jwt.decode(',
    '    token,',
    '    key,',
    `    algorithms=[${quote(alg)}],`,
    `    audience=${quote(audience)},`,
    `    issuer=${quote(issuer)},`,
    ')',
    'print(claims)',
  ].join('\n');
}

function redact(token: string): string {
  const parts = token.split('.');
  if (parts.length === 3) return `${parts[0]}.${parts[1]}.signature-removed`;
  return parts.length === 5 ? `${parts[0]}.removed` : `${token.slice(0, 4)}…`;
}

/** JSON's string literals are also JavaScript's and Python's. */
function quote(text: string): string {
  return JSON.stringify(text);
}
