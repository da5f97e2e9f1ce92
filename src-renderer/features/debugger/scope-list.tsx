import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconHelpCircle } from '@tabler/icons-react';
import type { ExplainedScope } from '#contract/entities/token-report.ts';
import classes from './debugger.module.css';
import findings from './findings.module.css';

const states = {
  defined: { Icon: IconCircleCheck, word: 'defined by the API', tone: 'verified' },
  undefined: { Icon: IconAlertTriangle, word: 'not defined by the API', tone: 'cannot-verify' },
  missing: { Icon: IconCircleMinus, word: 'expected but missing', tone: 'not-verified' },
  unknown_api: { Icon: IconHelpCircle, word: 'unknown API', tone: 'quiet' },
} as const;

/** Scopes or permissions with the API's own words; what it does not define and what is absent are told apart. */
export function ScopeList({ name, scopes }: { name: string; scopes: ExplainedScope[] }) {
  if (scopes.length === 0) return null;
  return (
    <ul className={findings.scopes} aria-label={name}>
      {scopes.map(({ value, state, description, nearest }) => {
        const { Icon, word, tone } = states[state];
        return (
          <li key={value} className={findings.scope}>
            <span className="mono">{value}</span>
            <span className={classes.level} data-tone={tone}>
              <Icon size={14} aria-hidden />
              {word}
            </span>
            {description && <span className={classes.dim}>{description}</span>}
            {nearest !== undefined && (
              <span>
                Meant <span className="mono">{nearest}</span>?
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
