import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { TokenView } from '#contract/entities/token-view.ts';
import classes from './token.module.css';

/** What the token permits, with the API's own words; what the API does not define is told apart. */
export function TokenScopes({ view }: { view: TokenView }) {
  const scopes = readScopes(view.payload);
  const defined = view.resourceServer && new Map(view.resourceServer.scopes.map((scope) => [scope.value, scope]));
  if (scopes.length === 0) {
    return (
      <span>
        No permissions: the token carries no <span className="mono">scope</span>.
      </span>
    );
  }
  return (
    <ul className={classes.scopes}>
      {scopes.map((value) => (
        <li key={value} className={classes.scope}>
          <span className="mono">{value}</span>
          {defined && <ScopeState isDefined={defined.has(value)} />}
          {defined?.get(value)?.description && <span>{defined.get(value)?.description}</span>}
        </li>
      ))}
    </ul>
  );
}

function ScopeState({ isDefined }: { isDefined: boolean }) {
  const Icon = isDefined ? IconCircleCheck : IconAlertTriangle;
  return (
    <span className={classes.state} style={{ color: isDefined ? 'var(--verified)' : 'var(--cannot-verify)' }}>
      <Icon size={14} aria-hidden />
      {isDefined ? 'defined' : 'not defined by this API'}
    </span>
  );
}

/** `scope` is one text with spaces (RFC 8693 §4.2), `permissions` a list. */
function readScopes(payload: TokenView['payload']): string[] {
  const scope = typeof payload?.scope === 'string' ? payload.scope.split(' ').filter(Boolean) : [];
  const permissions = Array.isArray(payload?.permissions)
    ? payload.permissions.filter((value) => typeof value === 'string')
    : [];
  return [...new Set([...scope, ...permissions])];
}
