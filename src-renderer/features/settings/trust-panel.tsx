/** Who trusts the authority so far: what can be looked up, what was seen, and nothing guessed. */
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconHelpCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TrustView } from '#contract/methods/network.ts';
import { useTrust } from '../../bridge/queries/network.ts';
import { formatRelative } from '../../components/format-time.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { useNow } from '../../components/use-now.ts';
import classes from './settings.module.css';

const systemStates = {
  trusted: { icon: IconCircleCheck, color: 'var(--verified)', text: 'The CA is trusted' },
  not_trusted: { icon: IconCircleDashed, color: 'var(--cannot-verify)', text: 'The CA is not trusted' },
  unknown: { icon: IconHelpCircle, color: 'var(--cannot-verify)', text: 'Unknown' },
} as const;

export function TrustPanel() {
  const trust = useTrust();
  return (
    <Panel title="Trust status">
      <QueryView query={trust} what="who trusts the authority" rows={3}>
        {(found) => <TrustStates trust={found} />}
      </QueryView>
      <p className={classes.note}>Tokenbench sees whether a program trusts the CA only when the program connects.</p>
    </Panel>
  );
}

function TrustStates({ trust: { system, seen, refused } }: { trust: TrustView }) {
  const now = useNow();
  const ago = (date: string) => formatRelative(Date.parse(date) / 1_000, now);
  const { icon: Icon, color, text } = systemStates[system.state];
  return (
    <KeyValues
      items={[
        {
          name: 'System store',
          value: <State icon={<Icon size={15} aria-hidden color={color} />}>{text}</State>,
          note: system.note,
        },
        {
          name: 'Connected over HTTPS',
          value:
            seen.length === 0 ? (
              <State icon={<IconCircleDashed size={15} aria-hidden />}>No program yet</State>
            ) : (
              <ul className={classes.list}>
                {seen.map(({ program, last }) => (
                  <li key={program}>
                    {program}, {ago(last)}
                  </li>
                ))}
              </ul>
            ),
          note: 'These trust the CA, or don’t check certificates.',
        },
        {
          name: 'TLS handshake failed',
          value:
            refused.last === undefined ? (
              <State icon={<IconCircleDashed size={15} aria-hidden />}>None since the start</State>
            ) : (
              <State icon={<IconAlertTriangle size={15} aria-hidden color="var(--not-verified)" />}>
                {refused.count === 1 ? '1 connection' : `${refused.count} connections`}, the last {ago(refused.last)}
              </State>
            ),
          note: 'The program reported an unknown CA. TLS doesn’t say which program it was, and Node.js disconnects without a reason.',
        },
      ]}
    />
  );
}

function State({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <span className={classes.state}>
      {icon}
      <span>{children}</span>
    </span>
  );
}
