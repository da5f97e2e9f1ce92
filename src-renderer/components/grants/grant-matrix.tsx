import type { ClientGrant } from '#contract/entities/client-grant.ts';
import { ApplicationLink } from '../entity-links.tsx';
import { GrantSwitch } from './grant-switch.tsx';
import classes from './grants.module.css';
import { type GrantParties, useGrantChanges } from './use-grant-changes.ts';

interface GrantMatrixProps {
  api: GrantParties['api'];
  rows: { client: GrantParties['client']; grant: ClientGrant | undefined }[];
  subject?: GrantParties['subject'];
}

/** Applications by permissions: one box for each, acting at once. */
export function GrantMatrix({ api, rows, subject = 'client' }: GrantMatrixProps) {
  const { setScope } = useGrantChanges();
  const scopes = api.scopes ?? [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section className={classes.matrix} tabIndex={0} aria-label="Matrix of applications and permissions">
      <table>
        <thead>
          <tr>
            <th scope="col">Application</th>
            <th scope="col">Authorized</th>
            {scopes.map(({ value }) => (
              <th key={value} scope="col" className="mono">
                {value}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ client, grant }) => {
            const held = new Set(grant?.scope);
            return (
              <tr key={client.client_id}>
                <th scope="row">
                  <ApplicationLink clientId={client.client_id} name={client.name} />
                </th>
                <td>
                  <GrantSwitch client={client} api={api} grant={grant} subject={subject} />
                </td>
                {scopes.map(({ value }) => (
                  <td key={value}>
                    <input
                      type="checkbox"
                      className={classes.cell}
                      aria-label={`${client.name}: ${value}`}
                      checked={grant !== undefined && (grant.allow_all_scopes === true || held.has(value))}
                      disabled={grant === undefined || grant.allow_all_scopes === true || grant.is_system === true}
                      onChange={() => {
                        if (grant === undefined) return;
                        const next = held.has(value)
                          ? (grant.scope ?? []).filter((one) => one !== value)
                          : [...(grant.scope ?? []), value];
                        void setScope(grant, next, { client, api, subject });
                      }}
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
