import type { SigningKey } from '../../../contract/entities/signing-key.ts';
import { importJwk } from '../../../jwt/sign.ts';
import type { Scratch } from '../../scratch.ts';
import type { EntityChange } from '../../stored-tenant.ts';
import { TenantError } from '../../tenant-error.ts';
import type { Findings } from '../findings.ts';

/** The file's keys take the places that they name; a key of the tenant's own that stands there makes way. */
export async function applySigningKeys(
  keys: readonly SigningKey[],
  { clock, document, signingKeys }: Scratch,
  findings: Findings,
): Promise<void> {
  const count = (state: SigningKey['state']) => keys.filter((key) => key.state === state).length;
  if (count('current') !== 1 || count('next') > 1) {
    throw new TenantError(
      'invalid_body',
      'Of the signing keys one has to be the current one, and one at most the next.',
    );
  }
  for (const [index, { privateJwk }] of keys.entries()) {
    try {
      await importJwk(privateJwk, 'RS256');
    } catch {
      throw new TenantError('invalid_body', 'This is no private RSA key.', { field: `[${index}].privateJwk` });
    }
  }
  const given = new Set(keys.map(({ kid }) => kid));
  const until = new Date(clock()).toISOString();
  const makingWay = signingKeys.list().flatMap((key): EntityChange[] => {
    if (given.has(key.kid)) return [];
    if (key.state === 'next' && count('next') === 1) return [{ kind: 'signingKeys', id: key.kid, value: undefined }];
    if (key.state !== 'current') return [];
    findings.note('signingKeys', key.kid, 'Tokens signed with it stay valid until it is revoked.');
    const value: SigningKey = { ...key, state: 'previous', current_until: until };
    return [{ kind: 'signingKeys', id: key.kid, value }];
  });
  document.apply([...makingWay, ...keys.map((value): EntityChange => ({ kind: 'signingKeys', id: value.kid, value }))]);
  for (const kid of given) findings.name('signingKeys', kid);
}
