import { IconCircleCheck, IconCircleMinus, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import type { CheckName, TokenCheck, TokenReport } from '#contract/entities/token-report.ts';
import { usePointsAt } from './active-part.tsx';
import classes from './verdict.module.css';

type Judged = Pick<TokenReport, 'verdict' | 'summary' | 'checks'>;

const results = {
  passed: { Icon: IconCircleCheck, word: 'Passed', tone: 'verified' },
  failed: { Icon: IconCircleX, word: 'Failed', tone: 'not-verified' },
  cannot_tell: { Icon: IconHelpCircle, word: 'Cannot tell', tone: 'cannot-verify' },
  not_asked: { Icon: IconCircleMinus, word: 'Not asked', tone: 'quiet' },
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

/** The verdict in words, and beneath it one line for each check. */
export function TokenVerdict({ report, isInner = false }: { report: Judged; isInner?: boolean }) {
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
          <CheckLine key={check.check} check={check} />
        ))}
      </ul>
    </section>
  );
}

function CheckLine({ check: { check, result, reason, found, expected, mend } }: { check: TokenCheck }) {
  const { Icon, word, tone } = results[result];
  const wasCompared = result === 'failed' && found !== undefined && expected !== undefined;
  return (
    <li className={classes.check} {...usePointsAt(check === 'signature' ? 'signature' : undefined)}>
      <span className={classes.name}>{names[check]}</span>
      <span className={classes.result} data-tone={tone}>
        <Icon size={15} aria-hidden />
        {word}
      </span>
      <span className={classes.reason}>
        {reason}
        {wasCompared && (
          <span className={classes.compared}>
            The token says <span className="mono">{found}</span>; compared with <span className="mono">{expected}</span>
            .
          </span>
        )}
        {mend !== undefined && (
          <span className={classes.mend}>
            <strong>Mend:</strong> {mend}
          </span>
        )}
      </span>
    </li>
  );
}
