import { IconArrowBarToLeft, IconArrowBarToRight, IconEqual, IconEqualNot } from '@tabler/icons-react';
import type { ComparedMember } from '#contract/methods/debugger.ts';
import table from './comparison.module.css';
import classes from './debugger.module.css';

const states = {
  same: { Icon: IconEqual, word: 'Same', tone: 'quiet' },
  changed: { Icon: IconEqualNot, word: 'Changed', tone: 'cannot-verify' },
  left: { Icon: IconArrowBarToLeft, word: 'Only left', tone: 'remark' },
  right: { Icon: IconArrowBarToRight, word: 'Only right', tone: 'remark' },
} as const;

export function ComparisonTable({ members }: { members: ComparedMember[] }) {
  if (members.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard (WCAG 2.1.1).
    <section className={classes.scroll} tabIndex={0} aria-label="Comparison">
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Member</th>
            <th scope="col">State</th>
            <th scope="col">Left</th>
            <th scope="col">Right</th>
          </tr>
        </thead>
        <tbody>
          {members.map(({ part, name, state, left, right, difference }) => {
            const { Icon, word, tone } = states[state];
            return (
              <tr key={`${part} ${name}`}>
                <th scope="row">
                  <span className="mono">{name}</span>
                  <span className={classes.dim}>{part}</span>
                </th>
                <td>
                  <span className={classes.level} data-tone={tone}>
                    <Icon size={15} aria-hidden />
                    {word}
                  </span>
                  {difference !== undefined && <span className={classes.line}>{difference}</span>}
                </td>
                <td className="mono">{left ?? '–'}</td>
                <td className="mono">{right ?? '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
