import type { TokenReport } from '#contract/entities/token-report.ts';
import { formatRelative, formatSpan } from '../../components/format-time.ts';
import classes from './lifetime.module.css';

interface LifetimeBarProps {
  times: TokenReport['times'];
  /** Seconds since 1970, by the clock the token was judged by. */
  now: number;
}

/** From the first time of the token to its end, with now on it; the words beneath say the same. */
export function LifetimeBar({ times, now }: LifetimeBarProps) {
  const { iat, nbf, exp } = times;
  const start = iat ?? nbf;
  if (start === undefined || exp === undefined || exp <= start) return null;
  const share = (time: number) => `${Math.min(Math.max((time - start) / (exp - start), 0), 1) * 100}%`;
  const state = now >= exp ? 'over' : now < (nbf ?? start) ? 'early' : 'alive';
  return (
    <figure className={classes.lifetime} aria-label="Lifetime of the token">
      <svg className={classes.bar} aria-hidden focusable="false">
        <rect className={classes.track} width="100%" height="8" y="5" rx="4" />
        <rect className={classes.passed} width={share(now)} height="8" y="5" rx="4" data-state={state} />
        {nbf !== undefined && nbf > start && (
          <rect className={classes.mark} x={share(nbf)} width="2" height="14" y="2" />
        )}
        <rect className={classes.now} x={share(now)} width="3" height="18" rx="1" transform="translate(-1.5 0)" />
      </svg>
      <figcaption className={classes.words}>
        <span>
          {iat === undefined ? 'Begins' : 'Issued'} {formatRelative(start, now)}
        </span>
        <span>
          lives {formatSpan(exp - start)}
          {times.tolerance > 0 && `, ${formatSpan(times.tolerance)} of tolerance`}
        </span>
        <span>
          {now >= exp ? 'Expired' : 'Expires'} {formatRelative(exp, now)}
        </span>
      </figcaption>
    </figure>
  );
}
