import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconCircleCheck, IconCircleMinus, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { CheckName, TokenCheck, TokenReport } from '#contract/entities/token-report.ts';
import { usePointsAt } from './active-part.tsx';
import classes from './verdict.module.css';

type Judged = Pick<TokenReport, 'verdict' | 'summary' | 'checks'>;

const results = {
  passed: { Icon: IconCircleCheck, word: 'Passed', tone: 'verified' },
  failed: { Icon: IconCircleX, word: 'Failed', tone: 'not-verified' },
  cannot_tell: { Icon: IconHelpCircle, word: 'Cannot tell', tone: 'cannot-verify' },
  not_asked: { Icon: IconCircleMinus, word: 'Not checked', tone: 'quiet' },
} as const;

const names: Record<CheckName, string> = {
  structure: 'Structure',
  signature: 'Signature',
  key: 'Key',
  issuer: 'Issuer',
  audience: 'Audience',
  times: 'Times',
  type: 'Type',
  scopes: 'Scopes',
};

const icons = { verified: IconCircleCheck, 'not-verified': IconCircleX, 'cannot-verify': IconHelpCircle } as const;

/** Green only where the signature holds and nothing else failed: "verified" never stands for "accepted". */
function toneOf({ verdict, checks }: Judged): keyof typeof icons {
  if (verdict === 'not_verified') return 'not-verified';
  if (verdict !== 'verified' || checks.some(({ result }) => result === 'failed')) return 'cannot-verify';
  return 'verified';
}

/** The verdict in words, and beneath it a mark for each check, which opens its sentence; what failed is open already. */
export function TokenVerdict({ report, isInner = false }: { report: Judged; isInner?: boolean }) {
  const [chosen, setChosen] = useState<Partial<Record<CheckName, boolean>>>({});
  const tone = toneOf(report);
  const Icon = icons[tone];
  return (
    <section className={classes.verdict} data-tone={tone} data-inner={isInner || undefined} aria-label="Verdict">
      <p className={classes.summary}>
        <Icon size={22} aria-hidden className={classes.icon} />
        <strong>{report.summary}</strong>
      </p>
      <ul className={classes.checks} aria-label="Checks">
        {report.checks.map((check) => (
          <Check
            key={check.check}
            check={check}
            isOpen={chosen[check.check] ?? saysMore(check)}
            onOpen={(isOpen) => setChosen({ ...chosen, [check.check]: isOpen })}
          />
        ))}
      </ul>
    </section>
  );
}

/** What the mark and the name alone do not tell. */
function saysMore({ result }: TokenCheck): boolean {
  return result === 'failed' || result === 'cannot_tell';
}

interface CheckProps {
  check: TokenCheck;
  isOpen: boolean;
  onOpen(isOpen: boolean): void;
}

function Check({ check: { check, result, reason, found, expected, mend }, isOpen, onOpen }: CheckProps) {
  const { Icon, word, tone } = results[result];
  const id = useId();
  const wasCompared = result === 'failed' && found !== undefined && expected !== undefined;
  return (
    <li className={classes.check} {...usePointsAt(check === 'signature' ? 'signature' : undefined)}>
      <UnstyledButton
        className={classes.mark}
        data-tone={tone}
        aria-expanded={isOpen}
        aria-controls={id}
        title={reason}
        onClick={() => onOpen(!isOpen)}
      >
        <Icon size={15} aria-hidden />
        <span>{names[check]}</span>
        <VisuallyHidden>{`: ${word}`}</VisuallyHidden>
      </UnstyledButton>
      <div id={id} className={classes.reason} data-tone={tone} hidden={!isOpen}>
        <strong>{names[check]}:</strong> {reason}
        {wasCompared && (
          <span className={classes.compared}>
            The token says <span className="mono">{found}</span>; compared with <span className="mono">{expected}</span>
            .
          </span>
        )}
        {mend !== undefined && (
          <span className={classes.mend}>
            <strong>Fix:</strong> {mend}
          </span>
        )}
      </div>
    </li>
  );
}
