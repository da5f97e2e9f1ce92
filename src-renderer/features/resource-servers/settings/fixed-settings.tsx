import type { ResourceServer } from '#contract/entities/resource-server.ts';
import { type KeyValue, KeyValues } from '../../../components/key-values.tsx';
import { Secret } from '../../../components/secret.tsx';

/** Values to carry elsewhere, each with why it stays as it is. */
export function FixedSettings({ resourceServer }: { resourceServer: ResourceServer }) {
  const { id, identifier, signing_alg, signing_secret, is_system } = resourceServer;
  const items: KeyValue[] = [
    { name: 'Id', value: id, copy: id, note: 'Only for the Management API.' },
    {
      name: 'Identifier',
      value: identifier,
      copy: identifier,
      note: 'The audience of its tokens. It is never called, and can never be changed: every token and every program names it. For another identifier, create another API.',
    },
    {
      name: 'Signing algorithm',
      value: signing_alg,
      copy: signing_alg,
      note: is_system
        ? 'Fixed by the tenant.'
        : `${describeAlgorithm(signing_alg)} Programs that verify these tokens rely on it, so it is chosen once: for another, create another API.`,
    },
  ];
  if (signing_alg === 'HS256' && signing_secret !== undefined) {
    items.push({
      name: 'Signing secret',
      value: <Secret read={async () => signing_secret} what="signing secret" />,
      note: 'The API verifies with it. Keep it confidential: whoever holds it can also sign tokens.',
    });
  }
  return <KeyValues items={items} />;
}

function describeAlgorithm(algorithm: ResourceServer['signing_alg']): string {
  return algorithm === 'HS256'
    ? 'Signed and verified with the API’s own secret.'
    : 'Signed with the tenant’s private key, verified with the public keys of its JWKS.';
}
