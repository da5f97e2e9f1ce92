/** A strip of time per key, with now marked; the words of each strip stand beside it. */
import type { SigningKeyView } from '#contract/methods/signing-keys.ts';
import { formatLocal } from '../../components/format-time.ts';
import { Panel } from '../../components/panel.tsx';
import { useNow } from '../../components/use-now.ts';
import { keyStates } from './key-states.ts';
import classes from './signing-keys.module.css';
import { chooseTicks } from './time-ticks.ts';

interface Span {
  state: SigningKeyView['state'];
  /** Seconds since the epoch. */
  from: number;
  until: number;
}

export function KeyTimeline({ keys }: { keys: SigningKeyView[] }) {
  // The page's clock may stand still, and the tenant's go by itself.
  const now = Math.max(useNow(), ...keys.flatMap(momentsOf));
  const first = Math.min(now, ...keys.flatMap(momentsOf));
  // Room to the right of now for what comes, also where keys were made this very second.
  const last = now + Math.max(now - first, 1) * 0.08;
  const percent = (time: number) => (100 * (time - first)) / (last - first);
  return (
    <Panel title="Key timeline">
      <ul className={classes.timeline}>
        {keys.map((key) => (
          <li key={key.kid} className={classes.strip}>
            <span className={`mono ${classes.stripName}`}>{key.kid.slice(0, 8)}…</span>
            <span className={classes.track} role="img" aria-label={describe(key, now)}>
              {spansOf(key, last).map(({ state, from, until }) => (
                <span
                  key={state}
                  className={classes.span}
                  data-state={state}
                  title={keyStates[state].name}
                  style={{ left: `${percent(from)}%`, width: `${percent(until) - percent(from)}%` }}
                />
              ))}
              <span className={classes.now} style={{ left: `${percent(now)}%` }} />
            </span>
            <span>{keyStates[key.state].name}</span>
          </li>
        ))}
        <li className={classes.strip} aria-hidden>
          <span className={classes.scale}>
            {chooseTicks(first, now).map(({ at, words }) => (
              <span key={at} className={classes.tick} style={{ left: `${percent(at)}%` }}>
                {words}
              </span>
            ))}
          </span>
        </li>
      </ul>
      <p className={classes.note}>
        From {formatLocal(new Date(first * 1_000))}. The vertical line is now. Thin: next or previous. Thick: current.
        Dotted: revoked.
      </p>
    </Panel>
  );
}

/** When something happened to the key. */
function momentsOf({ created_at, current_since, current_until, revoked_at }: SigningKeyView): number[] {
  return [created_at, current_since, current_until, revoked_at].flatMap((time) =>
    time === undefined ? [] : [Date.parse(time) / 1_000],
  );
}

function spansOf({ created_at, current_since, current_until, revoked_at }: SigningKeyView, end: number): Span[] {
  const seconds = (time: string | undefined) => (time === undefined ? end : Date.parse(time) / 1_000);
  const spans: Span[] = [
    { state: 'next', from: seconds(created_at), until: seconds(current_since) },
    { state: 'current', from: seconds(current_since), until: seconds(current_until) },
    { state: 'previous', from: seconds(current_until), until: seconds(revoked_at) },
    { state: 'revoked', from: seconds(revoked_at), until: end },
  ];
  return spans.filter(({ from, until }) => until > from);
}

function describe(key: SigningKeyView, now: number): string {
  const words = spansOf(key, now).map(
    ({ state, from }) => `${keyStates[state].name.toLowerCase()} from ${formatLocal(new Date(from * 1_000))}`,
  );
  return `${key.kid}: ${words.join(', ') || `${keyStates[key.state].name.toLowerCase()} since just now`}`;
}
