/** A tenant with an API for each signing algorithm, an application that may read, and one that may do nothing. */
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { SigningAlgorithm, SnippetValues } from '../../src-renderer/quickstart/quickstart.ts';
import { type RunningTenant, send, startTestTenant } from '../builders/running-tenant.ts';
import { type AuthorityFile, writeAuthorityFile } from '../clients/authority-file.ts';

export const algorithms: readonly SigningAlgorithm[] = ['RS256', 'HS256', 'RS512', 'PS256'];

export const permission = 'read:appointments';
const otherAudience = 'https://other.example/';

/** The quotes are legal in an identifier; a program that holds them must still be one. */
export const audienceOf = (algorithm: SigningAlgorithm) => `https://appointments.example/it's/${algorithm}`;

export interface AppointmentsTenant extends RunningTenant {
  valuesFor(algorithm: SigningAlgorithm, scheme: 'http' | 'https'): SnippetValues;
  clientSecret: string;
  /** HS256 secret of the API. */
  signingSecretOf(algorithm: SigningAlgorithm): string;
  tokensFor(algorithm: SigningAlgorithm, scheme: 'http' | 'https'): Promise<Tokens>;
}

export interface Tokens {
  good: string;
  forAnotherApi: string;
  withoutPermission: string;
}

export async function startAppointmentsTenant(): Promise<AppointmentsTenant> {
  const running = await startTestTenant({
    https: true,
    seed: {
      resourceServers: [
        ...algorithms.map((algorithm) => ({
          name: `Appointments ${algorithm}`,
          identifier: audienceOf(algorithm),
          signing_alg: algorithm,
          scopes: [{ value: permission }, { value: 'write:appointments' }],
        })),
        { name: 'Other API', identifier: otherAudience, scopes: [{ value: permission }] },
      ],
      clients: ['Reader', 'Bystander'].map((name) => ({ name, grant_types: ['client_credentials'] })),
      clientGrants: [
        ...algorithms.flatMap((algorithm) => [
          { client_id: 'Reader', audience: audienceOf(algorithm), scope: [permission, 'write:appointments'] },
          { client_id: 'Bystander', audience: audienceOf(algorithm), scope: ['write:appointments'] },
        ]),
        { client_id: 'Reader', audience: otherAudience, scope: [permission] },
      ],
    },
  });
  const { httpsOrigin = '', caCertificate = '' } = running;
  setDefaultCACertificates([...getCACertificates('default'), caCertificate]);
  const authority: AuthorityFile = writeAuthorityFile(caCertificate);
  const originOf = (scheme: 'http' | 'https') => (scheme === 'https' ? httpsOrigin : running.origin);

  const tokenFrom = async (origin: string, name: string, audience: string) => {
    const { client_id, client_secret = '' } = running.client(name);
    const form = { grant_type: 'client_credentials', client_id, client_secret, audience };
    const { status, body } = await send(`${origin}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
    if (status !== 200) throw new Error(`No token: ${JSON.stringify(body)}`);
    return String(Object(body).access_token);
  };

  return {
    ...running,
    clientSecret: running.client('Reader').client_secret ?? '',
    signingSecretOf: (algorithm) => running.tenant.resourceServers.get(audienceOf(algorithm)).signing_secret ?? '',
    valuesFor: (algorithm, scheme) => ({
      issuer: `${originOf(scheme)}/`,
      audience: audienceOf(algorithm),
      algorithm,
      jwksUri: `${originOf(scheme)}/.well-known/jwks.json`,
      scope: permission,
      tokenEndpoint: `${originOf(scheme)}/oauth/token`,
      clientId: running.client('Reader').client_id,
      caCertificatePath: authority.path,
    }),
    tokensFor: async (algorithm, scheme) => ({
      good: await tokenFrom(originOf(scheme), 'Reader', audienceOf(algorithm)),
      forAnotherApi: await tokenFrom(originOf(scheme), 'Reader', otherAudience),
      withoutPermission: await tokenFrom(originOf(scheme), 'Bystander', audienceOf(algorithm)),
    }),
    close: async () => {
      authority.remove();
      await running.close();
    },
  };
}
