import { Button, SegmentedControl } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { GettingStarted } from '#contract/methods/getting-started.ts';
import type { Status } from '#contract/methods/tenant.ts';
import { usePreferences, useUpdatePreferences } from '../../bridge/queries/preferences.ts';
import { useStartTenant } from '../../bridge/queries/tenant.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ApiLink, ApplicationLink } from '../../components/entity-links.tsx';
import { Panel } from '../../components/panel.tsx';
import { shells, toShell } from '../../components/shells.ts';
import { AddressList } from './address-list.tsx';
import classes from './welcome.module.css';

type Example = NonNullable<GettingStarted['example']>;

interface GetTokenCardProps {
  example: Example | undefined;
  status: Status | undefined;
  isRunning: boolean;
  onRun(example: Example): void;
}

/** One line to paste, or the same at a press of a button. */
export function GetTokenCard({ example, status, isRunning, onRun }: GetTokenCardProps) {
  const { shell } = usePreferences();
  const update = useUpdatePreferences();
  const start = useStartTenant();
  if (example === undefined) {
    return (
      <Panel title="Get a token">
        <EmptyState title="No application is authorized for an API yet">
          <p>
            To get a token, you need an API and an application with a client grant for it. Create them here or with the
            Management API, or start the tenant with a seed file.
          </p>
        </EmptyState>
      </Panel>
    );
  }
  const words = (
    <p className={classes.lead}>
      <ApplicationLink clientId={example.client_id} name={example.client_name} /> requests a token for{' '}
      <ApiLink id={example.resourceServerId} name={example.apiName} />. Paste it into a terminal, or run it here.
    </p>
  );
  if (status !== undefined && status.state !== 'running') {
    return (
      <Panel title="Get a token">
        {words}
        <EmptyState title="The tenant is not running">
          <p>Start the tenant to get a token.</p>
          <Button loading={start.isPending} onClick={() => start.mutate({})}>
            Start the tenant
          </Button>
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel
      title="Get a token"
      actions={
        <div className={classes.actions}>
          <CopyButton value={example.curl[shell]} what="the curl line" />
          <Button
            leftSection={<IconPlayerPlay size={15} aria-hidden />}
            loading={isRunning}
            onClick={() => onRun(example)}
          >
            Run here
          </Button>
        </div>
      }
    >
      {words}
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="Shell"
        data={shells.map(({ value, name }) => ({ value, label: name }))}
        value={shell}
        onChange={(value) => update.mutate({ shell: toShell(value) })}
      />
      <CodeBlock code={example.curl[shell]} what="The curl line" withCopy={false} />
      {status && <AddressList status={status} />}
    </Panel>
  );
}
