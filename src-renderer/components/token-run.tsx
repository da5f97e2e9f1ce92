/** A token request that was made here: the token decoded and verified, or why there is none. */
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Output } from '#contract/methods.ts';
import { CopyButton } from './copy-button.tsx';
import { DecodedToken } from './decoded-token.tsx';
import { ExchangeLink } from './entity-links.tsx';
import { HttpMessageView } from './http-message.tsx';
import { Notice } from './notice.tsx';
import classes from './token-run.module.css';

interface TokenRunProps {
  run: Output<'tokens.request'>;
  onDebug?: ((token: string) => void) | undefined;
}

export function TokenRun({ run, onDebug }: TokenRunProps) {
  const { token } = run;
  if (token === undefined) {
    return (
      <div className={classes.run}>
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          Refused with status {run.status}. {run.hint ?? 'The response below says why.'}{' '}
          {run.log_id !== undefined && <ExchangeLink logId={run.log_id} />}
        </Notice>
        <HttpMessageView message={run.response} what="the answer" />
      </div>
    );
  }
  return (
    <div className={classes.run}>
      <div className={classes.actions}>
        <CopyButton value={token.token} what="the token" />
        {onDebug !== undefined && (
          <Button variant="default" onClick={() => onDebug(token.token)}>
            Open in the debugger
          </Button>
        )}
      </div>
      <DecodedToken view={token} />
    </div>
  );
}
