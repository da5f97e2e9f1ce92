import { Button, Textarea } from '@mantine/core';
import type { Breakage } from '#contract/methods/debugger.ts';
import { useSignToken } from '../../bridge/queries/debugger.ts';
import { Panel } from '../../components/panel.tsx';
import { breakageNames } from './breakage-names.ts';
import classes from './debugger.module.css';
import editing from './editing.module.css';
import { keepEdit, setEditing, useEdits, useIsEditing } from './edits.ts';
import { readJsonObject } from './read-json-object.ts';
import { SigningKeyFields, toSignWith, useSigningChoice } from './signing-key-fields.tsx';
import { TimeClaims } from './time-claims.tsx';
import { TokenExport } from './token-export.tsx';

interface EditAndSignProps {
  token: string;
  header: Record<string, unknown>;
  payload: Record<string, unknown>;
  /** Of the API of this tenant that the token is for. */
  apiIdentifier: string | undefined;
  /** Seconds since 1970, by the clock the token was judged by. */
  now: number;
  onDebug(token: string): void;
  /** The token is being edited from now on: it must not be lost, however soon another takes its place. */
  onFirstEdit(): void;
}

/** Makes another token of this one; the original stays as it is. */
export function EditAndSign(props: EditAndSignProps) {
  const { token } = props;
  if (useIsEditing(token)) return <EditPanel {...props} onClose={() => setEditing(token, false)} />;
  return (
    <div>
      <Button onClick={() => setEditing(token, true)}>Edit and sign</Button>
    </div>
  );
}

function EditPanel({
  token,
  header,
  payload,
  apiIdentifier,
  now,
  onDebug,
  onFirstEdit,
  onClose,
}: EditAndSignProps & { onClose(): void }) {
  const [signing, setSigning] = useSigningChoice();
  const sign = useSignToken();
  const kept = useEdits().get(token);
  const { headerText, payloadText } = kept ?? { headerText: pretty(header), payloadText: pretty(payload) };
  const readHeader = readJsonObject(headerText);
  const readPayload = readJsonObject(payloadText);
  const edit = (changes: { headerText?: string; payloadText?: string }) => {
    if (kept === undefined) onFirstEdit();
    keepEdit(token, { headerText, payloadText, ...changes });
  };

  function signIt(broken?: Breakage, chosen = readHeader.value) {
    if (chosen === undefined || readPayload.value === undefined) return;
    sign.mutate({
      header: chosen,
      payload: readPayload.value,
      signWith: toSignWith(signing, apiIdentifier),
      ...(broken !== undefined && { breakage: broken }),
    });
  }

  function changeHeader(members: Record<string, unknown>): Record<string, unknown> {
    const changed = { ...readHeader.value, ...members };
    edit({ headerText: pretty(changed) });
    return changed;
  }

  const problem = sign.error?.message ?? sign.data?.problem;
  const [usual] = sign.data?.fitting ?? [];
  const made = sign.data?.token;
  return (
    <Panel
      title="Edit and sign"
      actions={
        <div className={classes.row}>
          {kept !== undefined && (
            <Button variant="default" onClick={() => keepEdit(token, undefined)}>
              Discard edits
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
        </div>
      }
    >
      <p className={classes.dim}>
        The original stays unchanged. The new token is accepted only where its key is trusted.
      </p>
      <div className={classes.columns}>
        <JsonField
          label="Header"
          text={headerText}
          onText={(text) => edit({ headerText: text })}
          error={readHeader.problem}
        />
        <JsonField
          label="Payload"
          text={payloadText}
          onText={(text) => edit({ payloadText: text })}
          error={readPayload.problem}
        />
      </div>
      {readPayload.value !== undefined && (
        <TimeClaims
          payload={readPayload.value}
          now={now}
          onTime={(name, seconds) => edit({ payloadText: pretty({ ...readPayload.value, [name]: seconds }) })}
        />
      )}
      <SigningKeyFields
        choice={signing}
        onChoice={setSigning}
        apiIdentifier={apiIdentifier}
        onFreshKey={({ alg, kid }) => changeHeader({ alg, kid })}
      />
      <div>
        <Button loading={sign.isPending} onClick={() => signIt()}>
          Sign
        </Button>
      </div>
      <fieldset className={classes.strip}>
        <legend className={editing.legend}>Or break one thing and sign</legend>
        {breakageNames.map(({ value, label }) => (
          <Button key={value} variant="default" onClick={() => signIt(value)}>
            {label}
          </Button>
        ))}
      </fieldset>
      <div role="alert" className={editing.problem}>
        {problem}
      </div>
      {usual !== undefined && (
        <div>
          <Button variant="default" onClick={() => signIt(undefined, changeHeader({ alg: usual }))}>
            Set alg to {usual} and sign
          </Button>
        </div>
      )}
      {made !== undefined && (
        <section className={editing.made} aria-label="Made here">
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

function pretty(value: Record<string, unknown>): string {
  return JSON.stringify(value, null, 2);
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
