import { Button, Menu } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconFileSearch, IconRepeat } from '@tabler/icons-react';
import { useState } from 'react';
import type { TrafficDetail } from '#contract/methods/traffic.ts';
import { usePreferences } from '../../bridge/queries/preferences.ts';
import { useReplay, useTrafficTexts } from '../../bridge/queries/traffic.ts';
import { Announcer } from '../../components/announcer.tsx';
import { ApiCheckLink } from '../../components/entity-links.tsx';
import { Notice } from '../../components/notice.tsx';
import { showFailure } from '../../components/undo-notice.tsx';
import classes from './exchange.module.css';

interface ExchangeActionsProps {
  logId: string;
  detail: TrafficDetail;
  onReplayed(log_id: string): void;
  onDebug(token: string): void;
}

/** What can be done with an exchange, whatever part of it is open. */
export function ExchangeActions({ logId, detail, onReplayed, onDebug }: ExchangeActionsProps) {
  const replay = useReplay();
  const { readToken } = useTrafficTexts();
  const { token, bearer, noReplay, request } = detail;
  const which = token === undefined ? 'bearer' : 'issued';
  async function debug(): Promise<void> {
    try {
      onDebug(await readToken({ log_id: logId, which }));
    } catch (error) {
      showFailure('The token cannot be opened', error);
    }
  }
  if (request.startLine === '') return null;
  return (
    <>
      <div className={classes.actions}>
        <Button
          variant="default"
          leftSection={<IconRepeat size={15} aria-hidden />}
          loading={replay.isPending}
          disabled={noReplay !== undefined}
          title={noReplay}
          onClick={() => replay.mutate(logId, { onSuccess: ({ log_id }) => onReplayed(log_id) })}
        >
          Replay
        </Button>
        <CopyCurl logId={logId} hasSecrets={detail.hasSecrets} />
        {(token !== undefined || bearer !== undefined) && (
          <Button variant="default" leftSection={<IconFileSearch size={15} aria-hidden />} onClick={() => void debug()}>
            Token in the debugger
          </Button>
        )}
        <CheckThisApi row={detail.row} />
      </div>
      {replay.isError && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          {replay.error.message}
        </Notice>
      )}
    </>
  );
}

/** Whose token it is, or who asked for the keys: an API that can be checked. */
function CheckThisApi({ row: { kind, api, audience } }: Pick<TrafficDetail, 'row'>) {
  if (kind !== 'jwks' && kind !== 'discovery' && (kind !== 'token' || api === undefined)) return null;
  return (
    <span className={classes.check}>
      <ApiCheckLink {...(audience === undefined ? {} : { audience })}>Check this API</ApiCheckLink>
    </span>
  );
}

/** Milliseconds that "Copied" stays. */
const shown = 2_000;

function CopyCurl({ logId, hasSecrets }: { logId: string; hasSecrets: boolean }) {
  const { readCurl } = useTrafficTexts();
  const { shell } = usePreferences();
  const [isCopied, setIsCopied] = useState(false);
  async function copy(withSecrets: boolean): Promise<void> {
    try {
      await navigator.clipboard.writeText(await readCurl({ log_id: logId, shell, withSecrets }));
      setIsCopied(true);
      setTimeout(() => setIsCopied(false), shown);
    } catch (error) {
      showFailure('Nothing was copied', error);
    }
  }
  const label = isCopied ? 'Copied' : 'Copy as curl';
  const announced = <Announcer text={isCopied ? 'Copied' : ''} />;
  if (!hasSecrets) {
    return (
      <>
        <Button variant="default" miw={112} onClick={() => void copy(true)}>
          {label}
        </Button>
        {announced}
      </>
    );
  }
  return (
    <>
      <Menu position="bottom-start" width={250}>
        <Menu.Target>
          <Button variant="default" miw={130} rightSection={<IconChevronDown size={14} aria-hidden />}>
            {label}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void copy(true)}>With secrets</Menu.Item>
          <Menu.Item onClick={() => void copy(false)}>Without secrets</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {announced}
    </>
  );
}
