import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TrafficDetail } from '#contract/methods/traffic.ts';
import { paths } from '../../bridge/paths.ts';
import { ApiLink, ApplicationLink, TrafficLink } from '../../components/entity-links.tsx';
import { formatLocal } from '../../components/format-time.ts';
import { type KeyValue, KeyValues } from '../../components/key-values.tsx';
import { WhyRefused } from '../../components/refusal/why-refused.tsx';
import classes from './exchange.module.css';

/** What it was, whom it concerned, and why it was refused. */
export function ExchangeSummary({ logId, detail }: { logId: string; detail: TrafficDetail }) {
  const { row, why, grantId, ip, userAgent, hostname } = detail;
  const { date, kind, method, url, client_id, client_name, api, audience, description } = row;
  const items: (KeyValue | undefined)[] = [
    { name: 'Time', value: formatLocal(new Date(date)), note: <span className="mono">{date}</span> },
    method === '' ? undefined : { name: 'Request', value: `${method} ${url}`, copy: `${method} ${url}` },
    client_id === undefined
      ? kind === 'token'
        ? { name: 'Application', value: 'Not found in the request' }
        : undefined
      : {
          name: 'Application',
          value: (
            <>
              {client_name === undefined ? (
                <span className="mono">{client_id}</span>
              ) : (
                <ApplicationLink clientId={client_id} name={client_name} />
              )}
              <span className={classes.all}>
                <TrafficLink field="app" id={client_id} />
              </span>
            </>
          ),
        },
    api === undefined
      ? audience === undefined
        ? undefined
        : { name: 'Audience', value: audience, copy: audience, note: 'No API of this tenant has this identifier.' }
      : {
          name: 'API',
          value: (
            <>
              <ApiLink id={api.id} name={api.name} />
              <span className={classes.all}>
                <TrafficLink field="api" id={api.id} />
              </span>
            </>
          ),
        },
    grantId === undefined
      ? undefined
      : {
          name: 'Client grant',
          value: grantId,
          copy: grantId,
          ...(api === undefined || client_id === undefined
            ? {}
            : {
                note: (
                  <Anchor
                    renderRoot={(props) => (
                      <Link
                        to={paths.apiTab}
                        params={{ id: api.id, tab: 'machine-to-machine' }}
                        search={{ application: client_id }}
                        {...props}
                      />
                    )}
                    inherit
                  >
                    View permissions
                  </Anchor>
                ),
              }),
        },
    why === undefined || description === '' || description === why.text
      ? undefined
      : { name: 'Response', value: description },
    {
      name: 'From',
      value: [ip, userAgent].filter(Boolean).join(', ') || 'unknown',
      note: hostname && `to ${hostname}`,
    },
    { name: 'Log ID', value: logId, copy: logId },
  ];
  return (
    <div className={classes.summary}>
      {why !== undefined && <WhyRefused why={why} isRefused={row.outcome !== 'ok'} />}
      <KeyValues items={items.filter((item) => item !== undefined)} />
    </div>
  );
}
