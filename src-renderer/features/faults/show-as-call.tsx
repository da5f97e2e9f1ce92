/** A fault, or the clock, as a test suite would set it. */
import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useControlToken } from '../../bridge/queries/faults.ts';
import { useStatus } from '../../bridge/queries/tenant.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import classes from './faults.module.css';
import { type CallForm, callForms, tokenVariable } from './write-calls.ts';

const choices = (Object.keys(callForms) as CallForm[]).map((value) => ({ value, label: callForms[value] }));

interface ShowAsCallProps {
  /** "The fault". */
  what: string;
  write(form: CallForm, issuer: string, token?: string): string;
}

export function ShowAsCall({ what, write }: ShowAsCallProps) {
  const [form, setForm] = useState<CallForm>('http');
  const issuer = useStatus().data?.issuer;
  const asking = useControlToken();
  const token = asking.data?.token;
  const code = write(form, issuer ?? 'http://localhost:4400/', form === 'http' ? token : undefined);
  return (
    <div className={classes.call}>
      <SegmentedControl aria-label="As" data={choices} value={form} onChange={(value) => setForm(toForm(value))} />
      <CodeBlock code={code} what={`${what} as ${callForms[form]}`}>
        {token === undefined ? code : code.replace(token, `${token.slice(0, 8)}…`)}
      </CodeBlock>
      {form === 'http' && (
        <div className={classes.line}>
          <Button variant="default" loading={asking.isPending} onClick={() => asking.mutate()}>
            Insert the token
          </Button>
          <span className={classes.note}>
            {token === undefined ? (
              <>
                <span className="mono">{tokenVariable}</span> is what{' '}
                <span className="mono">tokenbench fault token</span> prints.
              </>
            ) : (
              'The control token is in the copied text.'
            )}
          </span>
        </div>
      )}
    </div>
  );
}

function toForm(value: string): CallForm {
  return choices.find((choice) => choice.value === value)?.value ?? 'http';
}
