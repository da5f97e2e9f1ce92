import type { Tenant } from '../../tenant/create-tenant.ts';
import type { PublishedDocument } from './published-document.ts';

/** The JSON Web Key Set, RFC 7517 §5: public members only, current key first, secrets of HS256 APIs never. */
export function jwks({ signingKeys }: Tenant): PublishedDocument {
  return {
    paths: ['/jwks.json'],
    kind: 'jwks',
    description: 'JSON Web Key Set',
    madeOf: ['signing-keys', 'settings'],
    make: () => ({ keys: signingKeys.published() }),
  };
}
