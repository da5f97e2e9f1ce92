import { IconAlertTriangle, IconInfoCircle, IconShieldX } from '@tabler/icons-react';
import type { TokenWarning } from '#contract/entities/token-report.ts';
import classes from './debugger.module.css';

const levels = {
  danger: { Icon: IconShieldX, word: 'Danger', tone: 'not-verified', order: 0 },
  warn: { Icon: IconAlertTriangle, word: 'Warning', tone: 'cannot-verify', order: 1 },
  note: { Icon: IconInfoCircle, word: 'Note', tone: 'remark', order: 2 },
} as const;

/** What is risky about the token, most serious first; folded where all are notes. */
export function WarningList({ warnings }: { warnings: TokenWarning[] }) {
  if (warnings.length === 0) return null;
  const sorted = warnings.toSorted((a, b) => levels[a.level].order - levels[b.level].order);
  const isSerious = warnings.some(({ level }) => level !== 'note');
  return (
    <details className={classes.fold} open={isSerious} key={String(isSerious)}>
      <summary>
        {warnings.length === 1 ? '1 remark' : `${warnings.length} remarks`} about this token
        {!isSerious && ', none serious'}
      </summary>
      <ul className={classes.warnings}>
        {sorted.map((warning) => (
          <WarningLine key={`${warning.code} ${warning.text}`} warning={warning} />
        ))}
      </ul>
    </details>
  );
}

function WarningLine({ warning: { level, text, basis, mend, place } }: { warning: TokenWarning }) {
  const { Icon, word, tone } = levels[level];
  const where = place && [place.part, place.pointer].filter(Boolean).join(' ');
  return (
    <li className={classes.warning}>
      <span className={classes.level} data-tone={tone}>
        <Icon size={15} aria-hidden />
        {word}
      </span>
      <span className={classes.wrap}>
        {text}
        {mend !== undefined && (
          <span className={classes.line}>
            <strong>Mend:</strong> {mend}
          </span>
        )}
        {(basis ?? where) && (
          <span className={classes.dim}>{[where && `In the ${where}`, basis].filter(Boolean).join(' · ')}</span>
        )}
      </span>
    </li>
  );
}
