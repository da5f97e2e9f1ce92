import { Button } from '@mantine/core';
import { useGettingStarted } from '../../bridge/queries/getting-started.ts';
import { useRequestToken } from '../../bridge/queries/tokens.ts';
import panes from './panes.module.css';
import { alterPayload, expiredSample } from './sample-tokens.ts';
import field from './token-field.module.css';

/** Tokens to try things with: a fresh one of this tenant, the same altered, and one that ended long ago. */
export function Samples({ onSample }: { onSample(token: string): void }) {
  const example = useGettingStarted().data?.example;
  const request = useRequestToken();

  async function fetchToken(change: (token: string) => string) {
    if (example === undefined) return;
    const { client_id, audience } = example;
    const run = await request.mutateAsync({ client_id, audience }).catch(() => undefined);
    if (run?.token) onSample(change(run.token.token));
  }

  return (
    <fieldset className={panes.samples} style={{ border: 0, margin: 0, padding: 0 }} aria-label="Samples">
      <span className={field.hint}>Look at a sample:</span>
      {example !== undefined && (
        <>
          <Button variant="default" disabled={request.isPending} onClick={() => fetchToken((token) => token)}>
            Valid sample
          </Button>
          <Button variant="default" disabled={request.isPending} onClick={() => fetchToken(alterPayload)}>
            Altered
          </Button>
        </>
      )}
      <Button variant="default" onClick={() => onSample(expiredSample)}>
        Expired
      </Button>
      <span role="alert" className={field.hint}>
        {request.isError && `No sample: ${request.error.message}`}
        {request.data && !request.data.token && `No sample: ${request.data.hint ?? request.data.response.startLine}`}
      </span>
    </fieldset>
  );
}
