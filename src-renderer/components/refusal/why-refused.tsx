import { Anchor, Button, VisuallyHidden } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleXFilled,
  IconTool,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { LadderStep, ShownMend, TrafficDetail } from '#contract/methods/traffic.ts';
import { paths } from '../../bridge/paths.ts';
import { useExchange, useMend } from '../../bridge/queries/traffic.ts';
import { CopyIcon } from '../copy-button.tsx';
import { Notice } from '../notice.tsx';
import classes from './why-refused.module.css';

type Why = NonNullable<TrafficDetail['why']>;

/** The checks and the mends of an exchange that something on screen came of; nothing where it is gone or went well. */
export function WhyOfExchange({ logId }: { logId: string }) {
  const why = useExchange(logId).data?.why;
  return why === undefined ? null : (
    <section className={classes.why} aria-label="Why">
      <Checks why={why} />
    </section>
  );
}

/** Why it was refused: the checks up to the one that failed, and what mends it. */
export function WhyRefused({ why, isRefused }: { why: Why; isRefused: boolean }) {
  return (
    <section className={classes.why} aria-label="Why">
      <Notice tone={isRefused ? 'not-verified' : 'cannot-verify'} icon={<IconAlertTriangle size={18} />}>
        {why.text}
      </Notice>
      <Checks why={why} />
    </section>
  );
}

function Checks({ why: { ladder, mends } }: { why: Why }) {
  return (
    <>
      {ladder.length > 0 && <Ladder steps={ladder} />}
      {mends.map((mend) => (
        <MendLine key={JSON.stringify(mend.mend)} {...mend} />
      ))}
    </>
  );
}

const states = {
  passed: { icon: IconCircleCheckFilled, word: 'passed' },
  failed: { icon: IconCircleXFilled, word: 'failed' },
  not_reached: { icon: IconCircleDashed, word: 'not reached' },
} as const;

function Ladder({ steps }: { steps: LadderStep[] }) {
  return (
    <ol className={classes.ladder} aria-label="Checks, in order">
      {steps.map(({ check, name, state, value }) => {
        const { icon: Icon, word } = states[state];
        return (
          <li key={check} className={classes.rung} data-state={state}>
            <Icon size={17} aria-hidden />
            <span className={classes.check}>
              {name}
              <VisuallyHidden>: {word}</VisuallyHidden>
            </span>
            {value !== undefined && <span className={`mono ${classes.looked}`}>{value}</span>}
          </li>
        );
      })}
    </ol>
  );
}

function MendLine({ mend, label, note, state }: ShownMend) {
  const apply = useMend();
  return (
    <div className={classes.mend}>
      <div className={classes.mendLine}>
        {state === 'open' && (
          <Button
            leftSection={<IconTool size={15} aria-hidden />}
            loading={apply.isPending}
            onClick={() => apply.mutate(mend)}
            className={classes.mendButton}
          >
            {label}
          </Button>
        )}
        {state === 'done' && (
          <span className={classes.done} role="status">
            <IconCircleCheckFilled size={16} aria-hidden /> Done: {label}
          </span>
        )}
        {state === 'impossible' && <span className={classes.dimmed}>No longer possible: {label}</span>}
        {state === 'yours' && <Yours mend={mend} label={label} />}
      </div>
      {note !== undefined && <p className={classes.note}>{note}</p>}
      {apply.isError && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          {apply.error.message}
        </Notice>
      )}
    </div>
  );
}

/** What only the program can do: the value that it needs. */
function Yours({ mend, label }: Pick<ShownMend, 'mend' | 'label'>) {
  if (mend.kind === 'use_identifier') {
    return (
      <span className={classes.yours}>
        In the program: <span className="mono">{mend.identifier}</span>
        <CopyIcon value={mend.identifier} what="the identifier" />
      </span>
    );
  }
  if (mend.kind === 'use_secret') {
    return (
      <span className={classes.yours}>
        {label}.{' '}
        <Anchor
          renderRoot={(props) => (
            <Link to={paths.applicationTab} params={{ clientId: mend.client_id, tab: 'settings' }} {...props} />
          )}
          inherit
        >
          Its secret
        </Anchor>
      </span>
    );
  }
  return <span className={classes.yours}>{label}</span>;
}
