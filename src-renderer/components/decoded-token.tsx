import type { TokenView } from '#contract/entities/token-view.ts';
import { ApiLink, ApplicationLink } from './entity-links.tsx';
import { formatLocal, toDate } from './format-time.ts';
import { JsonView, type Remark } from './json-view.tsx';
import { KeyValues } from './key-values.tsx';
import classes from './token.module.css';
import { TokenPart } from './token-part.tsx';
import { TokenScopes } from './token-scopes.tsx';
import { TokenTimes } from './token-times.tsx';
import { Verdict } from './verdict.tsx';

/** What a token says: verdict first, then its parts, its times, and what this tenant knows of them. */
export function DecodedToken({ view }: { view: TokenView }) {
  return (
    <div className={classes.stack}>
      <Verdict view={view} />
      {view.payload && (
        <>
          <TokenTimes payload={view.payload} />
          <About view={view} />
        </>
      )}
      <div className={classes.columns}>
        {view.payload && (
          <TokenPart part="payload" title="Payload" copy={JSON.stringify(view.payload, null, 2)}>
            <JsonView value={view.payload} remarks={timeRemarks(view.payload)} />
          </TokenPart>
        )}
        {view.header && (
          <TokenPart part="header" title="Header" copy={JSON.stringify(view.header, null, 2)}>
            <JsonView value={view.header} />
          </TokenPart>
        )}
      </div>
    </div>
  );
}

function About({ view }: { view: TokenView }) {
  const { client, resourceServer } = view;
  return (
    <KeyValues
      items={[
        {
          name: 'API',
          value: resourceServer ? (
            <ApiLink id={resourceServer.id} name={resourceServer.name ?? resourceServer.identifier} />
          ) : (
            'The audience is not an API of this tenant'
          ),
        },
        {
          name: 'Application',
          value: client ? (
            <ApplicationLink clientId={client.client_id} name={client.name} />
          ) : (
            'Not issued to an application of this tenant'
          ),
        },
        { name: 'Permissions', value: <TokenScopes view={view} /> },
      ]}
    />
  );
}

function timeRemarks(payload: Record<string, unknown>): Record<string, Remark> {
  return Object.fromEntries(
    ['iat', 'nbf', 'exp', 'auth_time'].flatMap((claim) => {
      const date = toDate(payload[claim]);
      return date === undefined ? [] : [[claim, { text: formatLocal(date), isShort: true }]];
    }),
  );
}
