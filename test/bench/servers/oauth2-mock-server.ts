// oauth2-mock-server, run by its own command with a stored key.

import { fileURLToPath } from 'node:url';
import { startChild } from '../child-server.ts';
import { audience, clientCredentialsRequest, scope, type TokenServer } from '../token-server.ts';

// The package exports its library only; the command lies beside it.
const cli = fileURLToPath(new URL('oauth2-mock-server.mjs', import.meta.resolve('oauth2-mock-server')));

/** Starts oauth2-mock-server with the private JWK in the file `keyPath`. */
export async function startMockServer(keyPath: string): Promise<TokenServer> {
  const args = [cli, '-a', 'localhost', '-p', '0', '--jwk', keyPath];
  const { pid, ready, stop } = await startChild(args, (line) => /^OAuth 2 issuer is (\S+)$/.exec(line)?.[1]);
  return {
    name: 'oauth2-mock-server',
    pid,
    issuer: ready,
    tokenEndpoint: `${ready}/token`,
    jwksUri: `${ready}/jwks`,
    tokenRequest: clientCredentialsRequest({ aud: audience, scope }),
    stop,
  };
}
