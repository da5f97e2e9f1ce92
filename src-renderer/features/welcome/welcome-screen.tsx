import { IconAlertTriangle } from '@tabler/icons-react';
import type { GettingStarted } from '#contract/methods/getting-started.ts';
import type { Status } from '#contract/methods/tenant.ts';
import { useGettingStarted } from '../../bridge/queries/getting-started.ts';
import { useStatus } from '../../bridge/queries/tenant.ts';
import { useRequestToken } from '../../bridge/queries/tokens.ts';
import { Announcer } from '../../components/announcer.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { verdictText } from '../../components/verdict-words.ts';
import { BringTenantCard } from './bring-tenant-card.tsx';
import { Checklist } from './checklist.tsx';
import { GetTokenCard } from './get-token-card.tsx';
import { PointApiCard } from './point-api-card.tsx';
import { RunResult } from './run-result.tsx';
import { SampleNotice } from './sample-notice.tsx';
import { buildSequence } from './sequence.ts';
import { SequencePicture } from './sequence-picture.tsx';
import classes from './welcome.module.css';

interface WelcomeScreenProps {
  onDebug(token: string): void;
}

export function WelcomeScreen({ onDebug }: WelcomeScreenProps) {
  const gettingStarted = useGettingStarted();
  const { data: status } = useStatus();
  return (
    <>
      <PageHeader
        title="Getting started"
        purpose="A mock tenant is running on this machine. Get a token, point your API at it, or import your own tenant."
      />
      <QueryView query={gettingStarted} what="the first steps" rows={8}>
        {(data) => <Welcome gettingStarted={data} status={status} onDebug={onDebug} />}
      </QueryView>
    </>
  );
}

interface WelcomeProps extends WelcomeScreenProps {
  gettingStarted: GettingStarted;
  status: Status | undefined;
}

function Welcome({ gettingStarted: { example, checklist, sample }, status, onDebug }: WelcomeProps) {
  const request = useRequestToken();
  const run = request.data;
  const steps = buildSequence({ example, status, run, isRunning: request.isPending, checklist });
  return (
    <div className={classes.stack}>
      <div className={classes.first}>
        <GetTokenCard
          example={example}
          status={status}
          isRunning={request.isPending}
          onRun={({ client_id, audience }) => request.mutate({ client_id, audience })}
        />
        <SequencePicture steps={steps} />
      </div>
      <Announcer text={run?.token ? verdictText(run.token) : ''} />
      {request.isError && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          No token: {request.error.message}
        </Notice>
      )}
      {run && <RunResult run={run} onDebug={onDebug} />}
      <div className={classes.cards}>
        <PointApiCard example={example} status={status} />
        <div className={classes.side}>
          <BringTenantCard />
          <Checklist checklist={checklist} />
        </div>
      </div>
      <SampleNotice sample={sample} />
    </div>
  );
}
