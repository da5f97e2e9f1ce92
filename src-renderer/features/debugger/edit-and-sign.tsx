import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Breakage } from '#contract/methods/debugger.ts';
import { useSignToken } from '../../bridge/queries/debugger.ts';
import { Panel } from '../../components/panel.tsx';
import { breakageNames } from './breakage-names.ts';
import classes from './debugger.module.css';
import { readJsonObject } from './read-json-object.ts';
import { noSigningChoice, SigningKeyFields, toSignWith } from './signing-key-fields.tsx';
import { TokenExport } from './token-export.tsx';

interface EditAndSignProps {
  header: Record<string, unknown>;
  payload: Record<string, unknown>;
  /** Of the API of this tenant that the token is for. */
  apiIdentifier: string | undefined;
  onDebug(token: string): void;
}

/** Makes another token of this one; the original stays as it is. */
export function EditAndSign(props: EditAndSignProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (isOpen) return <EditPanel {...props} onClose={() => setIsOpen(false)} />;
  return (
    <div>
      <Button onClick={() => setIsOpen(true)}>Edit and sign</Button>
    </div>
  );
}

function EditPanel({ header, payload, apiIdentifier, onDebug, onClose }: EditAndSignProps & { onClose(): void }) {
  const [headerText, setHeaderText] = useState(() => JSON.stringify(header, null, 2));
  const [payloadText, setPayloadText] = useState(() => JSON.stringify(payload, null, 2));
  const [signing, setSigning] = useState(noSigningChoice);
  const sign = useSignToken();
  const readHeader = readJsonObject(headerText);
  const readPayload = readJsonObject(payloadText);

  function signIt(broken?: Breakage) {
    if (readHeader.value === undefined || readPayload.value === undefined) return;
    sign.mutate({
      header: readHeader.value,
      payload: readPayload.value,
      signWith: toSignWith(signing, apiIdentifier),
      ...(broken !== undefined && { breakage: broken }),
    });
  }

  const problem = sign.error?.message ?? sign.data?.problem;
  const made = sign.data?.token;
  return (
    <Panel
      title="Edit and sign"
      actions={
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      }
    >
      <p className={classes.dim}>
        The original stays as it is. What is signed here opens nothing but what trusts the key.
      </p>
      <div className={classes.columns}>
        <JsonField label="Header" text={headerText} onText={setHeaderText} error={readHeader.problem} />
        <JsonField label="Payload" text={payloadText} onText={setPayloadText} error={readPayload.problem} />
      </div>
      <SigningKeyFields choice={signing} onChoice={setSigning} apiIdentifier={apiIdentifier} />
      <div>
        <Button loading={sign.isPending} onClick={() => signIt()}>
          Sign
        </Button>
      </div>
      <fieldset className={classes.strip}>
        <legend className={classes.legend}>Or break it in one way, and sign</legend>
        {breakageNames.map(({ value, label }) => (
          <Button key={value} variant="default" onClick={() => signIt(value)}>
            {label}
          </Button>
        ))}
      </fieldset>
      <p role="alert" className={classes.problem}>
        {problem}
      </p>
      {made !== undefined && (
        <section className={classes.made} aria-label="Made here">
          <div className={classes.row}>
            <strong>Made here</strong>
            <Button variant="default" onClick={() => onDebug(made)}>
              Debug it
            </Button>
          </div>
          <TokenExport key={made} token={made} title="Copy the new token as" />
        </section>
      )}
    </Panel>
  );
}

interface JsonFieldProps {
  label: string;
  text: string;
  onText(text: string): void;
  error: string | undefined;
}

function JsonField({ label, text, onText, error }: JsonFieldProps) {
  return (
    <Textarea
      label={label}
      value={text}
      onChange={({ currentTarget }) => onText(currentTarget.value)}
      error={error}
      autosize
      minRows={5}
      maxRows={24}
      classNames={{ input: 'mono' }}
      spellCheck={false}
      autoComplete="off"
    />
  );
}
