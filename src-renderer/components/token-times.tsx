import { formatLocal, formatRelative, formatUtc, toDate } from './format-time.ts';
import classes from './token.module.css';
import { useNow } from './use-now.ts';

/** Claims that are times, RFC 7519 §4.1 and OpenID Connect Core §2. */
const timeClaims = [
  { claim: 'iat', meaning: 'Issued' },
  { claim: 'nbf', meaning: 'Not before' },
  { claim: 'exp', meaning: 'Expires' },
  { claim: 'auth_time', meaning: 'Signed in' },
] as const;

/** The times of a token, in this machine's zone, in UTC and as a distance from now. */
export function TokenTimes({ payload }: { payload: Record<string, unknown> }) {
  const now = useNow();
  const times = timeClaims.flatMap(({ claim, meaning }) => {
    const date = toDate(payload[claim]);
    return date === undefined ? [] : [{ claim, meaning, date }];
  });
  if (times.length === 0) return <p>This token has no times: neither when it was issued nor when it expires.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard (WCAG 2.1.1).
    <section className={classes.scroll} tabIndex={0} aria-label="Times of the token">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">From now</th>
            <th scope="col">Here</th>
            <th scope="col">UTC</th>
          </tr>
        </thead>
        <tbody>
          {times.map(({ claim, meaning, date }) => (
            <tr key={claim}>
              <th scope="row">
                {meaning} <span className="mono">{claim}</span>
              </th>
              <td className={classes.number}>{formatRelative(date.getTime() / 1000, now)}</td>
              <td className={classes.number}>{formatLocal(date)}</td>
              <td className={classes.number}>{formatUtc(date)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
