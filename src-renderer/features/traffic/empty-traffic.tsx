import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useGettingStarted } from '../../bridge/queries/getting-started.ts';
import { usePreferences } from '../../bridge/queries/preferences.ts';
import { useStartTenant, useStatus } from '../../bridge/queries/tenant.ts';
import { useRequestToken } from '../../bridge/queries/tokens.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import classes from './traffic.module.css';

/** Nothing came yet: the line that makes something come. */
export function EmptyTraffic() {
  const example = useGettingStarted().data?.example;
  const { shell } = usePreferences();
  const status = useStatus().data;
  const start = useStartTenant();
  const request = useRequestToken();
  if (status?.state !== 'running') {
    return (
      <EmptyState title="The tenant is not running">
        <p>Start it to receive requests.</p>
        <Button loading={start.isPending} onClick={() => start.mutate({})}>
          Start the tenant
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No requests yet">
      <p>
        Every request to the tenant appears here immediately, including refused ones and connections that aren’t HTTP.{' '}
        {example === undefined ? '' : 'Paste this into a terminal, or run it here:'}
      </p>
      {example !== undefined && (
        <>
          <div className={classes.curl}>
            <CodeBlock code={example.curl[shell]} what="the curl line" />
          </div>
          <Button
            leftSection={<IconPlayerPlay size={15} aria-hidden />}
            loading={request.isPending}
            onClick={() => request.mutate({ client_id: example.client_id, audience: example.audience })}
          >
            Run here
          </Button>
        </>
      )}
    </EmptyState>
  );
}
