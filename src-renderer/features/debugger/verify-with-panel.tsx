import { PasswordInput, SegmentedControl, Select, Textarea } from '@mantine/core';
import type { SecretEncoding } from '#contract/entities/token-report.ts';
import type { VerifyWith } from '#contract/methods/debugger.ts';
import { Panel } from '../../components/panel.tsx';
import classes from './debugger.module.css';
import { KeySetField } from './key-set-field.tsx';
import { encodings } from './secret-encodings.ts';

/** What was filled in, of every kind: changing the kind loses nothing. */
export interface KeyChoice {
  kind: 'automatic' | 'key' | 'address' | 'secret';
  keyText: string;
  secret: string;
  encoding: SecretEncoding;
  address: string;
  served?: { text: string; url?: string | undefined; form?: string | undefined } | undefined;
}

export const noKeyChoice: KeyChoice = { kind: 'automatic', keyText: '', secret: '', encoding: 'utf8', address: '' };

/** What is not filled in yet leaves the tenant's own keys in place. */
export function toVerifyWith({ kind, keyText, secret, encoding, served }: KeyChoice): VerifyWith {
  if (kind === 'key' && keyText.trim() !== '') return { kind, text: keyText };
  if (kind === 'secret' && secret !== '') return { kind, text: secret, encoding };
  if (kind === 'address' && served !== undefined)
    return { kind: 'jwks', text: served.text, ...(served.url !== undefined && { from: served.url }) };
  return { kind: 'automatic' };
}

interface VerifyWithPanelProps {
  choice: KeyChoice;
  onChoice(choice: KeyChoice): void;
  /** What was recognised as the key, and why it is none. */
  keyForm: string | undefined;
  keyProblem: string | undefined;
}

const kinds = [
  { value: 'automatic', label: 'Automatic' },
  { value: 'key', label: 'Key or certificate' },
  { value: 'secret', label: 'Secret' },
  { value: 'address', label: 'JWKS address' },
] satisfies { value: KeyChoice['kind']; label: string }[];

export function VerifyWithPanel({ choice, onChoice, keyForm, keyProblem }: VerifyWithPanelProps) {
  const change = (changes: Partial<KeyChoice>) => onChoice({ ...choice, ...changes });
  const recognised = keyForm !== undefined && `Recognised: ${keyForm}.`;
  return (
    <Panel title="Verify with">
      <SegmentedControl
        aria-label="Verify with"
        data={kinds}
        value={choice.kind}
        onChange={(kind) => change({ kind })}
        className={classes.kinds}
      />
      {choice.kind === 'automatic' && (
        <p className={classes.dim}>
          This tenant’s keys by issuer and <span className="mono">kid</span>, the previous ones too; for HS256 the
          signing secret of the API. Nothing is fetched.
        </p>
      )}
      {choice.kind === 'key' && (
        <Textarea
          label="Key"
          description={recognised || 'A JWK, a JWKS, a PEM or a certificate; a key set is tried key by key.'}
          error={keyProblem}
          value={choice.keyText}
          onChange={({ currentTarget }) => change({ keyText: currentTarget.value })}
          autosize
          minRows={3}
          maxRows={10}
          classNames={{ input: 'mono' }}
          spellCheck={false}
          autoComplete="off"
        />
      )}
      {choice.kind === 'secret' && (
        <div className={classes.fields}>
          <PasswordInput
            label="Secret"
            description={recognised || 'Used here only, and not kept.'}
            error={keyProblem}
            value={choice.secret}
            onChange={({ currentTarget }) => change({ secret: currentTarget.value })}
            visibilityToggleButtonProps={{ 'aria-label': 'Show the secret', tabIndex: 0 }}
            autoComplete="off"
            spellCheck={false}
          />
          <Select
            label="Encoding"
            description="How the secret is written."
            data={encodings}
            value={choice.encoding}
            onChange={(encoding) => encoding !== null && change({ encoding })}
            allowDeselect={false}
          />
        </div>
      )}
      {choice.kind === 'address' && <KeySetField choice={choice} onChange={change} keyProblem={keyProblem} />}
      {choice.kind !== 'automatic' && toVerifyWith(choice).kind === 'automatic' && (
        <p className={classes.dim}>Until one is given, this tenant’s own keys are tried.</p>
      )}
    </Panel>
  );
}
