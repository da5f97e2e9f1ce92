import { useId } from 'react';
import classes from './sequence.module.css';
import { type Party, type Step, stateWords } from './sequence.ts';
import { partyNames } from './sequence-table.tsx';

/** Pixels. */
const rowHeight = 62;
const headHeight = 38;
/** Width of a character of the 12 px monospaced face, and on average of the text face. */
const characterWidth = { value: 7.3, title: 6.4 };
const columns: Record<Party, number> = { application: 0.12, tenant: 0.5, api: 0.88 };
const parties: Party[] = ['application', 'tenant', 'api'];
const marks: Partial<Record<Step['state'], string>> = { done: '✓', refused: '✕', running: '…' };

/** Drawn at the width it is given, so that its letters keep their size. */
export function SequenceSvg({ steps, width }: { steps: Step[]; width: number }) {
  const id = useId();
  const height = headHeight + steps.length * rowHeight + 8;
  const x = (party: Party) => Math.round(columns[party] * width);
  const summary = steps.map(({ title, state }, index) => `${index + 1}. ${title}: ${stateWords[state]}`).join('; ');
  return (
    <svg
      className={classes.picture}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-summary`}
    >
      <title id={`${id}-title`}>The client credentials exchange</title>
      <desc id={`${id}-summary`}>{summary}</desc>
      <defs>
        {(['waiting', 'running', 'done', 'refused', 'yours'] as const).map((state) => (
          <marker
            key={state}
            id={`${id}-${state}`}
            className={classes.head}
            data-state={state}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            orient="auto-start-reverse"
          >
            <path d="M0,0 L8,4 L0,8 z" />
          </marker>
        ))}
      </defs>
      {parties.map((party) => (
        <g key={party}>
          <line className={classes.life} x1={x(party)} x2={x(party)} y1={headHeight - 8} y2={height - 4} />
          <rect className={classes.party} x={x(party) - 56} y={2} width={112} height={28} rx={5} />
          <text className={classes.name} x={x(party)} y={21} textAnchor="middle">
            {partyNames[party]}
          </text>
        </g>
      ))}
      {steps.map((step, index) => {
        const y = headHeight + index * rowHeight + 34;
        const [from, to] = [x(step.from), x(step.to)];
        const middle = (from + to) / 2;
        const direction = Math.sign(to - from);
        const room = Math.abs(to - from) - 40;
        return (
          <g
            key={step.title}
            className={classes.step}
            data-state={step.state}
            style={{ transitionDelay: `${index * 60}ms` }}
          >
            <line
              className={classes.arrow}
              x1={from + direction * 14}
              x2={to - direction * 3}
              y1={y}
              y2={y}
              markerEnd={`url(#${id}-${step.state})`}
            />
            <title>{[step.value, step.detail, step.mend].filter(Boolean).join('\n')}</title>
            <circle className={classes.dot} cx={from} cy={y} r={11} />
            <text className={classes.number} x={from} y={y + 4} textAnchor="middle">
              {marks[step.state] ?? index + 1}
            </text>
            <text className={classes.title} x={middle} y={y - 8} textAnchor="middle">
              {shorten(step.title, room / characterWidth.title)}
            </text>
            <text className={classes.value} x={middle} y={y + 16} textAnchor="middle">
              {shorten(step.value, room / characterWidth.value)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function shorten(text: string, characters: number): string {
  const length = Math.floor(characters);
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1))}…`;
}
