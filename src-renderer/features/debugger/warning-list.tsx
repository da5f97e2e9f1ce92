import { IconAlertTriangle, IconInfoCircle, IconShieldX } from '@tabler/icons-react';
import { memo } from 'react';
import type { TokenWarning } from '#contract/entities/token-report.ts';
import classes from './debugger.module.css';
import findings from './findings.module.css';

const levels = {
  danger: { Icon: IconShieldX, word: 'Danger', tone: 'not-verified', order: 0 },
  warn: { Icon: IconAlertTriangle, word: 'Warning', tone: 'cannot-verify', order: 1 },
  note: { Icon: IconInfoCircle, word: 'Note', tone: 'remark', order: 2 },
} as const;

/** The rules name an RFC by its number alone. */
const bareRfc = /\b\d{4} §/g;

/** What is risky about the token, most serious first; folded where all are notes. */
export const WarningList = memo(function WarningList({ warnings }: { warnings: TokenWarning[] }) {
  if (warnings.length === 0) return null;
  const sorted = warnings.toSorted((a, b) => levels[a.level].order - levels[b.level].order);
  const isSerious = warnings.some(({ level }) => level !== 'note');
  return (
    <details className={classes.fold} open={isSerious} key={String(isSerious)}>
      <summary>{titleOf(warnings.length, isSerious)}</summary>
      <ul className={findings.warnings}>
        {sorted.map((warning) => (
          <WarningLine key={`${warning.code} ${warning.text}`} warning={warning} />
        ))}
      </ul>
    </details>
  );
});

function titleOf(count: number, isSerious: boolean): string {
  const noun = isSerious ? 'warning' : 'note';
  return `${count} ${noun}${count === 1 ? '' : 's'} about this token`;
}

function WarningLine({ warning: { level, text, basis, mend, place } }: { warning: TokenWarning }) {
  const { Icon, word, tone } = levels[level];
  const where = place && [place.part, place.pointer].filter(Boolean).join(' ');
  return (
    <li className={findings.warning}>
      <span className={classes.level} data-tone={tone}>
        <Icon size={15} aria-hidden />
        {word}
      </span>
      <span className={classes.wrap}>
        {text}
        {mend !== undefined && (
          <span className={classes.line}>
            <strong>Fix:</strong> {mend}
          </span>
        )}
        {(basis ?? where) && (
          <span className={classes.dim}>
            {[where && `In the ${where}`, basis?.replace(bareRfc, 'RFC $&')].filter(Boolean).join(' · ')}
          </span>
        )}
      </span>
    </li>
  );
}
