import { Button, PasswordInput, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { SecretEncoding } from '#contract/entities/token-report.ts';
import { type KeyKind, keyKinds, type SignWith } from '#contract/methods/debugger.ts';
import type { Output } from '#contract/methods.ts';
import { useMakeKey } from '../../bridge/queries/debugger.ts';
import { useSigningKeys } from '../../bridge/queries/signing-keys.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import classes from './debugger.module.css';
import editing from './editing.module.css';
import { PassphraseField } from './passphrase-field.tsx';
import { createRemembered } from './remembered.ts';
import { encodings } from './secret-encodings.ts';

/** What was filled in, of every kind. */
export interface SigningChoice {
  kind: SignWith['kind'];
  /** Of the tenant; empty for the current one. */
  kid: string;
  keyText: string;
  passphrase: string;
  secret: string;
  encoding: SecretEncoding;
}

/** As it was left. */
export const useSigningChoice = createRemembered<SigningChoice>({
  kind: 'tenant',
  kid: '',
  keyText: '',
  passphrase: '',
  secret: '',
  encoding: 'utf8',
});

export function toSignWith(
  { kind, kid, keyText, passphrase, secret, encoding }: SigningChoice,
  apiIdentifier: string | undefined,
): SignWith {
  switch (kind) {
    case 'tenant':
      return { kind, ...(kid !== '' && { kid }) };
    case 'key':
      return { kind, text: keyText, ...(passphrase !== '' && { passphrase }) };
    case 'secret':
      return { kind, text: secret, encoding };
    case 'api_secret':
      return { kind, audience: apiIdentifier ?? '' };
    default:
      return { kind };
  }
}

interface SigningKeyFieldsProps {
  choice: SigningChoice;
  onChoice(choice: SigningChoice): void;
  apiIdentifier: string | undefined;
  onFreshKey(key: { alg: string; kid: string }): void;
}

const kinds = [
  { value: 'tenant', label: 'A key of the tenant' },
  { value: 'api_secret', label: 'The API’s signing secret' },
  { value: 'secret', label: 'A secret' },
  { value: 'key', label: 'A private key, pasted or new' },
  { value: 'none', label: 'None: omit the signature' },
] satisfies { value: SignWith['kind']; label: string }[];

export function SigningKeyFields({ choice, onChoice, apiIdentifier, onFreshKey }: SigningKeyFieldsProps) {
  const change = (changes: Partial<SigningChoice>) => onChoice({ ...choice, ...changes });
  return (
    <>
      <div className={editing.fields}>
        <Select
          label="Sign with"
          data={kinds.filter(({ value }) => value !== 'api_secret' || apiIdentifier !== undefined)}
          value={choice.kind}
          onChange={(kind) => kind !== null && change({ kind })}
          allowDeselect={false}
        />
        {choice.kind === 'tenant' && <TenantKey kid={choice.kid} onKid={(kid) => change({ kid })} />}
        {choice.kind === 'secret' && (
          <>
            <PasswordInput
              label="Signing secret"
              value={choice.secret}
              onChange={({ currentTarget }) => change({ secret: currentTarget.value })}
              visibilityToggleButtonProps={{ 'aria-label': 'Show the signing secret', tabIndex: 0 }}
              autoComplete="off"
            />
            <Select
              label="Encoding of the signing secret"
              data={encodings}
              value={choice.encoding}
              onChange={(encoding) => encoding !== null && change({ encoding })}
              allowDeselect={false}
            />
          </>
        )}
      </div>
      {choice.kind === 'key' && (
        <>
          <Textarea
            label="Private key"
            description="A JWK or PEM. Its algorithm must match the header."
            value={choice.keyText}
            onChange={({ currentTarget }) => change({ keyText: currentTarget.value })}
            autosize
            minRows={3}
            maxRows={8}
            classNames={{ input: 'mono' }}
            spellCheck={false}
            autoComplete="off"
          />
          <PassphraseField
            label="Passphrase of the private key"
            keyText={choice.keyText}
            value={choice.passphrase}
            onValue={(passphrase) => change({ passphrase })}
          />
          <FreshKey
            onKey={(key) => {
              change({ keyText: JSON.stringify(key.privateJwk, null, 2) });
              onFreshKey(key);
            }}
          />
        </>
      )}
    </>
  );
}

/** Also keys that APIs refuse: to see that they do. */
function TenantKey({ kid, onKid }: { kid: string; onKid(kid: string): void }) {
  const keys = useSigningKeys().data ?? [];
  return (
    <Select
      label="Key of the tenant"
      data={[
        { value: '', label: 'The current one' },
        ...keys.map((key) => ({ value: key.kid, label: `${key.kid} (${key.state})` })),
      ]}
      value={keys.some((key) => key.kid === kid) ? kid : ''}
      onChange={(chosen) => chosen !== null && onKid(chosen)}
      allowDeselect={false}
    />
  );
}

/** Makes a key pair; the private one is filled in, the public one shown for whoever verifies. */
function FreshKey({ onKey }: { onKey(key: Output<'debugger.makeKey'>): void }) {
  const [kind, setKind] = useState<KeyKind>('P-256');
  const makeKey = useMakeKey();
  async function make() {
    const key = await makeKey.mutateAsync({ kind }).catch(() => undefined);
    if (key !== undefined) onKey(key);
  }
  return (
    <>
      <div className={classes.row}>
        <Select
          label="New key"
          data={[...keyKinds]}
          value={kind}
          onChange={(value) => value !== null && setKind(value)}
          allowDeselect={false}
        />
        <Button variant="default" loading={makeKey.isPending} onClick={make}>
          Make a key
        </Button>
      </div>
      {makeKey.isError && <p role="alert">{makeKey.error.message}</p>}
      {makeKey.data && (
        <>
          <p className={classes.dim}>
            <span className="mono">alg</span> and <span className="mono">kid</span> in the header now match this key.
            Public key, for verification:
          </p>
          <CodeBlock code={JSON.stringify(makeKey.data.publicJwk, null, 2)} what="the public key" />
        </>
      )}
    </>
  );
}
