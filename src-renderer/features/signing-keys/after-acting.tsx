import { Button, CloseButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { KeySetView } from '#contract/methods/signing-keys.ts';
import { useRequestToken } from '../../bridge/queries/tokens.ts';
import { Announcer } from '../../components/announcer.tsx';
import { Notice } from '../../components/notice.tsx';
import { TokenRun } from '../../components/token-run.tsx';
import classes from './signing-keys.module.css';

interface AfterActingProps {
  /** What was done, in a sentence. */
  text: string;
  keySet: KeySetView;
  onDebug(token: string): void;
  onClose(): void;
}

/** The next step after a key was rotated or revoked: a token with the key that signs now. */
export function AfterActing({ text, keySet: { example }, onDebug, onClose }: AfterActingProps) {
  const request = useRequestToken();
  return (
    <div className={classes.after}>
      <Announcer text={text} />
      <Notice
        tone="verified"
        icon={<IconCircleCheck size={18} />}
        actions={
          <>
            {example !== undefined && (
              <Button
                loading={request.isPending}
                onClick={() => request.mutate({ client_id: example.client_id, audience: example.audience })}
              >
                Get a token with the new key
              </Button>
            )}
            <CloseButton size={28} aria-label="Hide this" onClick={onClose} />
          </>
        }
      >
        {text}
        {example !== undefined && ` A token of ${example.clientName} for ${example.apiName} shows the new key.`}
      </Notice>
      {request.error !== null && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          No token: {request.error.message}
        </Notice>
      )}
      {request.data !== undefined && <TokenRun run={request.data} onDebug={onDebug} />}
    </div>
  );
}
