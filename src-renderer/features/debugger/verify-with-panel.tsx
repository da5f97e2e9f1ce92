import { PasswordInput, SegmentedControl, Select, Textarea } from '@mantine/core';
import { memo } from 'react';
import { Panel } from '../../components/panel.tsx';
import classes from './debugger.module.css';
import editing from './editing.module.css';
import { type KeyChoice, toVerifyWith } from './key-choice.ts';
import { KeySetField } from './key-set-field.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import { encodings } from './secret-encodings.ts';

interface VerifyWithPanelProps {
  choice: KeyChoice;
  onChoice(choice: KeyChoice): void;
  /** What was recognized as the key, and why it is none. */
  keyForm: string | undefined;
  keyProblem: string | undefined;
  /** The ids in a set of several keys. */
  keyIds: string[] | undefined;
}

const kinds = [
  { value: 'automatic', label: 'Automatic' },
  { value: 'key', label: 'Key or certificate' },
  { value: 'secret', label: 'Secret' },
  { value: 'address', label: 'JWKS address' },
] satisfies { value: KeyChoice['kind']; label: string }[];

export const VerifyWithPanel = memo(function VerifyWithPanel({
  choice,
  onChoice,
  keyForm,
  keyProblem,
  keyIds,
}: VerifyWithPanelProps) {
  const change = (changes: Partial<KeyChoice>) => onChoice({ ...choice, ...changes });
  const recognized = keyForm !== undefined && `Recognized: ${keyForm}.`;
  return (
    <Panel title="Verify with">
      <SegmentedControl
        aria-label="Verify with"
        data={kinds}
        value={choice.kind}
        onChange={(kind) => change({ kind })}
        className={editing.kinds}
      />
      {choice.kind === 'automatic' && (
        <p className={classes.dim}>
          This tenant’s keys, selected by issuer and <span className="mono">kid</span>, including previous keys; for
          HS256, the API’s signing secret. Nothing is fetched.
        </p>
      )}
      {choice.kind === 'key' && (
        <>
          <Textarea
            label="Key"
            description={recognized || 'A JWK, JWKS, PEM, or certificate. All keys of a JWKS are tried.'}
            error={keyProblem}
            value={choice.keyText}
            onChange={({ currentTarget }) => change({ keyText: currentTarget.value, kid: '' })}
            autosize
            minRows={3}
            maxRows={10}
            classNames={{ input: 'mono' }}
            spellCheck={false}
            autoComplete="off"
          />
          <PassphraseField
            label="Passphrase"
            keyText={choice.keyText}
            value={choice.passphrase}
            onValue={(passphrase) => change({ passphrase })}
          />
        </>
      )}
      {choice.kind === 'secret' && (
        <div className={editing.fields}>
          <PasswordInput
            label="Secret"
            description={recognized || 'Used only here and not stored.'}
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
      {keyIds !== undefined && choice.kind !== 'secret' && (
        <Select
          label="Key of the set"
          data={[{ value: '', label: 'All keys' }, ...new Set(keyIds)]}
          value={keyIds.includes(choice.kid) ? choice.kid : ''}
          onChange={(kid) => kid !== null && change({ kid })}
          allowDeselect={false}
          className={editing.grow}
        />
      )}
      {choice.kind !== 'automatic' && toVerifyWith(choice).kind === 'automatic' && (
        <p className={classes.dim}>Until you provide one, this tenant’s keys are used.</p>
      )}
    </Panel>
  );
});
