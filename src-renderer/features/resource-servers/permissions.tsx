import type { ResourceServer } from '#contract/entities/resource-server.ts';
import { Copyable } from '../../components/copyable.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import classes from './resource-servers.module.css';

/** The permissions that the API defines; an older name for them is scopes. */
export function Permissions({ resourceServer: { scopes = [] } }: { resourceServer: ResourceServer }) {
  return (
    <Panel title={scopes.length === 0 ? 'Permissions' : `Permissions (${scopes.length})`}>
      {scopes.length === 0 ? (
        <EmptyState title="This API defines no permissions">
          <p>
            Its tokens carry no <span className="mono">scope</span>. A permission says what may be done, such as{' '}
            <span className="mono">read:appointments</span>.
          </p>
        </EmptyState>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
        <section className={classes.long} tabIndex={0} aria-label="Permissions that the API defines">
          <ul className={classes.list}>
            {scopes.map(({ value, description }) => (
              <li key={value} className={classes.row}>
                <Copyable value={value} what={`the permission ${value}`} />
                <span className={classes.dimmed}>{description}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Panel>
  );
}
