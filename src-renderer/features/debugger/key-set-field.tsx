import { Button, TextInput } from '@mantine/core';
import { IconWorld } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { useFetchKeys } from '../../bridge/queries/debugger.ts';
import { Notice } from '../../components/notice.tsx';
import classes from './debugger.module.css';
import editing from './editing.module.css';
import type { KeyChoice } from './key-choice.ts';
import { WarningList } from './warning-list.tsx';

interface KeySetFieldProps {
  choice: KeyChoice;
  onChange(changes: Partial<KeyChoice>): void;
  keyProblem: string | undefined;
}

/** A key set by its address: fetched on the gesture only, from other machines after a yes for that host. */
export function KeySetField({ choice, onChange, keyProblem }: KeySetFieldProps) {
  const fetchKeys = useFetchKeys();
  const [allowedHosts, setAllowedHosts] = useState<string[]>([]);
  const answer = fetchKeys.data;
  const host = answer?.needsConsent;

  async function ask(allowed: string[]) {
    setAllowedHosts(allowed);
    const answered = await fetchKeys
      .mutateAsync({ address: choice.address.trim(), allowedHosts: allowed })
      .catch(() => undefined);
    if (answered?.text !== undefined)
      onChange({ kid: '', served: { text: answered.text, url: answered.url, form: answered.form } });
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (choice.address.trim() !== '') void ask(allowedHosts);
  }

  const problem = fetchKeys.error?.message ?? answer?.problem ?? keyProblem;
  const { served } = choice;
  return (
    <>
      <form className={classes.row} onSubmit={submit}>
        <TextInput
          className={editing.grow}
          label="Address"
          description="URL of a JWKS, a discovery document, or an issuer. Tokenbench asks before it contacts another host."
          placeholder="https://issuer.example/.well-known/jwks.json"
          error={problem}
          value={choice.address}
          onChange={({ currentTarget }) => {
            fetchKeys.reset();
            onChange({ address: currentTarget.value, served: undefined });
          }}
          spellCheck={false}
          autoComplete="off"
          maxLength={2_000}
          required
          withAsterisk={false}
        />
        <Button type="submit" variant="default" loading={fetchKeys.isPending}>
          Fetch keys
        </Button>
      </form>
      {host !== undefined && (
        <Notice
          tone="cannot-verify"
          icon={<IconWorld size={18} />}
          assertive
          actions={
            <>
              <Button onClick={() => ask([...allowedHosts, host])}>Allow {host}</Button>
              <Button variant="default" onClick={() => fetchKeys.reset()}>
                No
              </Button>
            </>
          }
        >
          <strong>{host}</strong> is another host. Nothing has been sent yet. Only the request for its keys will be
          sent, never the token.
        </Notice>
      )}
      {served !== undefined && (
        <p className={classes.dim} role="status">
          {served.form ?? 'Keys'} from <span className="mono">{served.url ?? choice.address}</span>.
        </p>
      )}
      {served !== undefined && answer !== undefined && <WarningList warnings={answer.warnings} />}
    </>
  );
}
