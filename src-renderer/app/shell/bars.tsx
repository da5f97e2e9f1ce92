/** One bar under the header at a time, the most serious first: what is, and the mend. */
import { Button, CloseButton } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import {
  IconAlertTriangle,
  IconDatabaseOff,
  IconEyeOff,
  IconPlugConnectedX,
  IconShieldLock,
} from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Status } from '#contract/methods/tenant.ts';
import { useConnection } from '../../bridge/bridge-context.tsx';
import { paths } from '../../bridge/paths.ts';
import { useHostInfo } from '../../bridge/queries/host.ts';
import { useSettings, useUpdateSettings } from '../../bridge/queries/settings.ts';
import { useStartTenant, useStatus } from '../../bridge/queries/tenant.ts';
import { Notice } from '../../components/notice.tsx';
import classes from './bars.module.css';
import { HttpsHelp } from './https-help.tsx';

const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

export function Bars() {
  const connection = useConnection();
  const { data: status } = useStatus();
  const { data: host } = useHostInfo();
  const hidesApis = useSettings().data?.apisSection === 'off';
  const isInApis = useRouterState({
    select: ({ location }) => location.pathname.split('/')[1] === paths.apis.slice(1),
  });
  const [hidden, setHidden] = useLocalStorage<string[]>({ key: 'hidden-bars', defaultValue: [] });
  const hide = (bar: string) => setHidden((before) => [...before, bar]);

  if (connection.state === 'lost') {
    return (
      <Bar tone="not-verified" icon={<IconPlugConnectedX size={18} />}>
        Disconnected from the tenant since {time.format(connection.since)}. Tokenbench reconnects as soon as the program
        runs again.
      </Bar>
    );
  }
  if (status?.notKept !== undefined) {
    return (
      <Bar tone="not-verified" icon={<IconDatabaseOff size={18} />}>
        Changes can’t be saved. {status.notKept}
      </Bar>
    );
  }
  if (status?.problem) return <ProblemBar problem={status.problem} />;
  if (hidesApis && isInApis) return <HiddenSectionBar />;
  if (host?.secretsAtRest === 'plain' && !hidden.includes('secrets')) {
    return (
      <Bar tone="cannot-verify" icon={<IconAlertTriangle size={18} />} onHide={() => hide('secrets')}>
        {host.secretsNotice ?? 'Secrets are stored unencrypted. Only your user account can read them.'}
      </Bar>
    );
  }
  if (status?.caCertificate !== undefined && status.httpsIssuer !== undefined && !hidden.includes('https')) {
    return <HttpsBar certificate={status.caCertificate} onHide={() => hide('https')} />;
  }
  return null;
}

/** The address of an APIs page works whatever the sidebar shows. */
function HiddenSectionBar() {
  const update = useUpdateSettings();
  return (
    <Bar
      tone="remark"
      icon={<IconEyeOff size={18} />}
      actions={
        <Button
          variant="default"
          loading={update.isPending}
          onClick={() => update.mutate({ flags: { enable_apis_section: true } })}
        >
          Show
        </Button>
      }
    >
      Hidden from the sidebar by a tenant setting
    </Bar>
  );
}

function ProblemBar({ problem }: { problem: NonNullable<Status['problem']> }) {
  const start = useStartTenant();
  const canKeep = useHostInfo().data?.dataFolder !== undefined;
  const { freePort, door = 'port' } = problem;
  return (
    <Bar
      tone="not-verified"
      icon={<IconAlertTriangle size={18} />}
      actions={
        <>
          {freePort !== undefined && (
            <Button onClick={() => start.mutate({ [door]: freePort })} disabled={start.isPending}>
              Use {freePort}
            </Button>
          )}
          {freePort !== undefined && canKeep && (
            <Button
              variant="default"
              onClick={() => start.mutate({ [door]: freePort, hold: 'for_good' })}
              disabled={start.isPending}
            >
              Always use it
            </Button>
          )}
          <Button variant="default" onClick={() => start.mutate({})} disabled={start.isPending}>
            Try again
          </Button>
        </>
      }
    >
      {problem.message}
    </Bar>
  );
}

function HttpsBar({ certificate, onHide }: { certificate: string; onHide(): void }) {
  const [isOpen, help] = useDisclosure(false);
  return (
    <>
      <Bar
        tone="remark"
        icon={<IconShieldLock size={18} />}
        actions={
          <Button variant="default" onClick={help.open}>
            Show how
          </Button>
        }
        onHide={onHide}
      >
        HTTPS is available too. Programs must be told to trust the local CA.
      </Bar>
      <HttpsHelp certificate={certificate} opened={isOpen} onClose={help.close} />
    </>
  );
}

interface BarProps {
  tone: 'not-verified' | 'cannot-verify' | 'remark';
  icon: ReactNode;
  actions?: ReactNode;
  onHide?: () => void;
  children: ReactNode;
}

function Bar({ tone, icon, actions, onHide, children }: BarProps) {
  return (
    <div className={classes.bar}>
      <Notice
        tone={tone}
        icon={icon}
        assertive={tone === 'not-verified'}
        actions={
          (actions || onHide) && (
            <>
              {actions}
              {onHide && <CloseButton size={28} aria-label="Hide this" onClick={onHide} />}
            </>
          )
        }
      >
        {children}
      </Notice>
    </div>
  );
}
