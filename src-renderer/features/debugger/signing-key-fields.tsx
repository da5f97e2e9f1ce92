import { Button, PasswordInput, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { SecretEncoding } from '#contract/entities/token-report.ts';
import { type KeyKind, keyKinds, type SignWith } from '#contract/methods/debugger.ts';
import { useMakeKey } from '../../bridge/queries/debugger.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import classes from './debugger.module.css';
import { encodings } from './secret-encodings.ts';

/** What was filled in, of every kind. */
export interface SigningChoice {
  kind: SignWith['kind'];
  keyText: string;
  secret: string;
  encoding: SecretEncoding;
}

export const noSigningChoice: SigningChoice = { kind: 'tenant', keyText: '', secret: '', encoding: 'utf8' };

export function toSignWith(
  { kind, keyText, secret, encoding }: SigningChoice,
  apiIdentifier: string | undefined,
): SignWith {
  switch (kind) {
    case 'key':
      return { kind, text: keyText };
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
}

const kinds = [
  { value: 'tenant', label: 'The tenant’s current key' },
  { value: 'api_secret', label: 'The API’s signing secret' },
  { value: 'secret', label: 'A secret' },
  { value: 'key', label: 'A private key, pasted or fresh' },
  { value: 'none', label: 'None: leave the signature away' },
] satisfies { value: SignWith['kind']; label: string }[];

export function SigningKeyFields({ choice, onChoice, apiIdentifier }: SigningKeyFieldsProps) {
  const change = (changes: Partial<SigningChoice>) => onChoice({ ...choice, ...changes });
  return (
    <>
      <div className={classes.fields}>
        <Select
          label="Sign with"
          data={kinds.filter(({ value }) => value !== 'api_secret' || apiIdentifier !== undefined)}
          value={choice.kind}
          onChange={(kind) => kind !== null && change({ kind })}
          allowDeselect={false}
        />
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
            description="A JWK or PEM. Its algorithm has to be the header’s."
            value={choice.keyText}
            onChange={({ currentTarget }) => change({ keyText: currentTarget.value })}
            autosize
            minRows={3}
            maxRows={8}
            classNames={{ input: 'mono' }}
            spellCheck={false}
            autoComplete="off"
          />
          <FreshKey onKey={(keyText) => change({ keyText })} />
        </>
      )}
    </>
  );
}

/** Makes a key pair; the private one is filled in, the public one shown for whoever verifies. */
function FreshKey({ onKey }: { onKey(keyText: string): void }) {
  const [kind, setKind] = useState<KeyKind>('P-256');
  const makeKey = useMakeKey();
  async function make() {
    const key = await makeKey.mutateAsync({ kind }).catch(() => undefined);
    if (key !== undefined) onKey(JSON.stringify(key.privateJwk, null, 2));
  }
  return (
    <>
      <div className={classes.row}>
        <Select
          label="Fresh key"
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
            Set <span className="mono">alg</span> in the header to <span className="mono">{makeKey.data.alg}</span>. The
            public key, for whoever verifies:
          </p>
          <CodeBlock code={JSON.stringify(makeKey.data.publicJwk, null, 2)} what="the public key" />
        </>
      )}
    </>
  );
}
