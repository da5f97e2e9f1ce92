import type { ResourceServer } from '#contract/entities/resource-server.ts';
import { formatSpan } from '../../components/format-time.ts';
import { type KeyValue, KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { Secret } from '../../components/secret.tsx';

export function ResourceServerSettings({ resourceServer }: { resourceServer: ResourceServer }) {
  const { signing_secret } = resourceServer;
  const items: KeyValue[] = [
    { name: 'Id', value: resourceServer.id, copy: resourceServer.id, note: 'Only for the Management API.' },
    {
      name: 'Identifier',
      value: resourceServer.identifier,
      copy: resourceServer.identifier,
      note: 'The audience of its tokens. It is never called, and can never be changed.',
    },
    { name: 'Signing algorithm', value: describeAlgorithm(resourceServer.signing_alg) },
    {
      name: 'Token expiration',
      value: `${resourceServer.token_lifetime.toLocaleString('en')} s (${formatSpan(resourceServer.token_lifetime)})`,
    },
    {
      name: 'Token expiration for browser flows',
      value: `${resourceServer.token_lifetime_for_web.toLocaleString('en')} s (${formatSpan(resourceServer.token_lifetime_for_web)})`,
      note: 'Of tokens from the implicit and hybrid flows.',
    },
    { name: 'Token dialect', value: resourceServer.token_dialect ?? 'access_token' },
    { name: 'Role-based access control', value: onOff(resourceServer.enforce_policies) },
    {
      name: 'Allow skipping user consent',
      value: onOff(resourceServer.skip_consent_for_verifiable_first_party_clients),
      note: 'Concerns flows in which a person signs in.',
    },
    {
      name: 'Allow offline access',
      value: onOff(resourceServer.allow_offline_access),
      note: 'Whether applications may ask for refresh tokens.',
    },
  ];
  if (resourceServer.signing_alg === 'HS256' && signing_secret !== undefined) {
    items.splice(3, 0, {
      name: 'Signing secret',
      value: <Secret read={async () => signing_secret} what="signing secret" />,
      note: 'Keep it confidential: whoever holds it can also sign tokens.',
    });
  }
  return (
    <Panel title="Settings">
      <KeyValues items={items} />
    </Panel>
  );
}

function describeAlgorithm(algorithm: ResourceServer['signing_alg']): string {
  return algorithm === 'HS256'
    ? 'HS256: signed and verified with the API’s own secret'
    : `${algorithm}: signed with the tenant’s private key, verified with its JWKS`;
}

function onOff(flag: boolean | undefined): string {
  return flag ? 'On' : 'Off';
}
