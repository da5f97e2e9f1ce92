import { IconAlertTriangle } from '@tabler/icons-react';
import { ExchangeLink } from '../../components/entity-links.tsx';
import { Notice } from '../../components/notice.tsx';
import { ExchangePanel, TokenPanel } from '../../components/token-panels.tsx';
import type { Run } from './sequence.ts';

interface RunResultProps {
  run: Run;
  onDebug(token: string): void;
}

/** What was sent, what came back, and the token read and verified. */
export function RunResult({ run, onDebug }: RunResultProps) {
  const { token } = run;
  return (
    <>
      {token ? (
        <TokenPanel token={token} onDebug={onDebug} />
      ) : (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          Refused with status {run.status}. {run.hint ?? 'The response below says why.'}{' '}
          {run.log_id !== undefined && <ExchangeLink logId={run.log_id} />}
        </Notice>
      )}
      <ExchangePanel run={run} />
    </>
  );
}
