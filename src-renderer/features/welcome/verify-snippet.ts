import type { SigningAlgorithm } from '#contract/entities/resource-server.ts';

interface Tenant {
  issuer: string;
  jwksUri: string;
  audience: string;
  algorithm: SigningAlgorithm;
}

/** How an API checks a token, for Node.js with jose. */
export function verifySnippet({ issuer, jwksUri, audience, algorithm }: Tenant): string {
  const options = [`  issuer: '${issuer}',`, `  audience: '${audience}',`, `  algorithms: ['${algorithm}'],`];
  if (algorithm === 'HS256') {
    return [
      "import { jwtVerify } from 'jose';",
      '',
      'const secret = new TextEncoder().encode(process.env.TOKEN_SECRET);',
      'const { payload } = await jwtVerify(token, secret, {',
      ...options,
      '});',
    ].join('\n');
  }
  return [
    "import { createRemoteJWKSet, jwtVerify } from 'jose';",
    '',
    `const keys = createRemoteJWKSet(new URL('${jwksUri}'));`,
    'const { payload } = await jwtVerify(token, keys, {',
    ...options,
    '});',
  ].join('\n');
}
