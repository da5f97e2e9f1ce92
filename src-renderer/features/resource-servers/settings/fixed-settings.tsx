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
      note: 'The audience of this API’s tokens. It can’t be changed, because tokens and programs refer to it. To use another identifier, create another API.',
    },
    {
      name: 'Signing algorithm',
      value: signing_alg,
      copy: signing_alg,
      note: is_system
        ? 'Fixed by the tenant.'
        : `${describeAlgorithm(signing_alg)} It can’t be changed, because APIs rely on it. To use another algorithm, create another API.`,
    },
  ];
  if (signing_alg === 'HS256' && signing_secret !== undefined) {
    items.push({
      name: 'Signing secret',
      value: <Secret read={async () => signing_secret} what="signing secret" />,
      note: 'Your API verifies tokens with it. Keep it confidential: anyone who has it can sign tokens.',
    });
  }
  return <KeyValues items={items} />;
}

function describeAlgorithm(algorithm: ResourceServer['signing_alg']): string {
  return algorithm === 'HS256'
    ? 'Signed and verified with the API’s signing secret.'
    : 'Signed with the tenant’s private key and verified with the public keys from its JWKS.';
}
