import type { Explanation } from '#contract/entities/token-report.ts';
import { CopyIcon } from '../../components/copy-button.tsx';
import { formatLocal, formatRelative, formatUtc, toDate } from '../../components/format-time.ts';
import { ClaimLinks } from './claim-links.tsx';
import classes from './claims-table.module.css';
import shared from './debugger.module.css';

interface ClaimsTableProps {
  part: 'header' | 'payload';
  explanations: Explanation[];
  /** Seconds since 1970, by the clock the token was judged by. */
  now: number;
}

const titles = {
  header: { caption: 'Header', member: 'Parameter' },
  payload: { caption: 'Payload', member: 'Claim' },
} as const;

/** Each member of one part: its value, what it means, and who says so. */
export function ClaimsTable({ part, explanations, now }: ClaimsTableProps) {
  const rows = explanations.filter((explanation) => explanation.part === part);
  if (rows.length === 0) return null;
  const { caption, member } = titles[part];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard (WCAG 2.1.1).
    <section className={shared.scroll} tabIndex={0} aria-label={`${caption}, explained`}>
      <table className={classes.table} data-part={part}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{member}</th>
            <th scope="col">Value</th>
            <th scope="col">Meaning</th>
            <th scope="col">Section</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row" className="mono">
                {row.name}
              </th>
              <td>
                <span className={classes.value}>
                  <span className="mono">{row.value}</span>
                  <CopyIcon value={unquote(row.value)} what={`the value of ${row.name}`} />
                </span>
                <ClaimTime time={row.time} now={now} />
                {row.entities && <ClaimLinks entities={row.entities} />}
              </td>
              <td>
                {row.meaning}
                <Remark row={row} />
              </td>
              <td className={classes.section}>{row.section}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A time alone stands beside the value already. */
function Remark({ row: { remark, time } }: { row: Explanation }) {
  const date = toDate(time);
  if (remark === undefined || (date !== undefined && remark === `${formatUtc(date)}.`)) return null;
  return <span className={classes.remark}>{remark}</span>;
}

function ClaimTime({ time, now }: { time: number | undefined; now: number }) {
  const date = toDate(time);
  if (date === undefined) return null;
  return (
    <span className={classes.time}>
      <span>{formatRelative(date.getTime() / 1000, now)}</span>
      <span>{formatLocal(date)}</span>
      <span>{formatUtc(date)}</span>
    </span>
  );
}

/** A JSON text is copied without its quotes. */
function unquote(json: string): string {
  if (!json.startsWith('"')) return json;
  try {
    return String(JSON.parse(json));
  } catch {
    return json;
  }
}
