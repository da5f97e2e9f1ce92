import { memo } from 'react';
import type { TokenReport, TokenWarning } from '#contract/entities/token-report.ts';
import { ApiLink, ApplicationLink } from '../../components/entity-links.tsx';
import { JsonView } from '../../components/json-view.tsx';
import { type KeyValue, KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { TokenPart } from '../../components/token-part.tsx';
import { usePointsAt } from './active-part.tsx';
import { ClaimsTable } from './claims-table.tsx';
import classes from './debugger.module.css';
import { LifetimeBar } from './lifetime-bar.tsx';
import { ScopeList } from './scope-list.tsx';

interface TokenReportViewProps {
  report: Omit<TokenReport, 'inner'>;
  /** Seconds since 1970, by the clock the token was judged by. */
  now: number;
}

/** What a token says: whose it is, how long it lives, what it permits, and each member explained. Drawn anew for a report only. */
export const TokenReportView = memo(function TokenReportView({ report, now }: TokenReportViewProps) {
  const { header, payload, headerText, payloadText, explanations, warnings } = report;
  const about = aboutOf(report);
  return (
    <>
      <LifetimeBar times={report.times} now={now} />
      {about.length > 0 && <KeyValues items={about} />}
      {explanations.length > 0 && (
        <Panel title="What it says">
          <ClaimsTable part="payload" explanations={explanations} now={now} />
          <ClaimsTable part="header" explanations={explanations} now={now} />
        </Panel>
      )}
      <Disclosures disclosures={report.disclosures} />
      <div className={`${classes.columns} ${classes.farDown}`}>
        <DecodedPart part="payload" title="Payload" value={payload} text={payloadText} warnings={warnings} />
        <DecodedPart part="header" title="Header" value={header} text={headerText} warnings={warnings} />
      </div>
    </>
  );
});

function aboutOf({ api, client, key, purpose, issuedBy, scopes, permissions }: TokenReport): KeyValue[] {
  const items: KeyValue[] = [];
  if (purpose !== 'unknown') items.push({ name: 'Kind', value: sentenceOf(purpose) });
  if (issuedBy !== undefined) items.push({ name: 'Made by', value: issuedBy });
  if (key !== undefined) items.push({ name: 'Verified with', value: key.name });
  if (key?.thumbprint !== undefined) items.push({ name: 'Thumbprint', value: key.thumbprint, copy: key.thumbprint });
  if (api !== undefined) items.push({ name: 'API', value: <ApiLink id={api.id} name={api.name ?? api.identifier} /> });
  if (client !== undefined)
    items.push({ name: 'Application', value: <ApplicationLink clientId={client.client_id} name={client.name} /> });
  if (scopes.length > 0) items.push({ name: 'Scopes', value: <ScopeList name="Scopes" scopes={scopes} /> });
  if (permissions.length > 0)
    items.push({ name: 'Permissions', value: <ScopeList name="Permissions" scopes={permissions} /> });
  return items;
}

const abbreviations = new Map([
  ['id_token', 'ID token'],
  ['dpop_proof', 'DPoP proof'],
  ['sd_jwt', 'SD-JWT'],
]);

function sentenceOf(purpose: TokenReport['purpose']): string {
  const words = purpose.replaceAll('_', ' ');
  return abbreviations.get(purpose) ?? words.charAt(0).toUpperCase() + words.slice(1);
}

interface DecodedPartProps {
  part: 'header' | 'payload';
  title: string;
  value: Record<string, unknown> | undefined;
  text: string | undefined;
  warnings: TokenWarning[];
}

/** As JSON laid out; as it is written where that would lose something: no object, a number that is rounded, a member twice. */
function DecodedPart({ part, title, value, text, warnings }: DecodedPartProps) {
  const pointing = usePointsAt(part);
  if (value === undefined && text === undefined) return null;
  const isLossy = warnings.some(
    ({ code, place }) => place?.part === part && (code === 'number-precision' || code === 'duplicate-member'),
  );
  const isLaidOut = value !== undefined && !isLossy && !isDeep(text ?? '');
  const words = isLaidOut ? JSON.stringify(value, null, 2) : (text ?? '');
  return (
    <TokenPart part={part} title={title} copy={words} pointing={pointing}>
      {isLaidOut && words.length < mostColoured ? <JsonView value={value} /> : <code>{words}</code>}
    </TokenPart>
  );
}

/** Characters: of what has more, not each member is an element of the page. */
const mostColoured = 40_000;
/** Levels: indentation grows with their square. */
const deepest = 60;

function isDeep(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

function Disclosures({ disclosures }: Pick<TokenReport, 'disclosures'>) {
  if (disclosures.length === 0) return null;
  return (
    <Panel title="Disclosed beside it">
      <KeyValues
        items={disclosures.map(({ name, value, digest, isBound }) => ({
          name: name ?? `Element ${digest.slice(0, 6)}`,
          value: <span className="mono">{JSON.stringify(value)}</span>,
          note: isBound
            ? 'Its digest stands in the payload.'
            : 'Its digest is not in the payload: anyone could have added it.',
        }))}
      />
    </Panel>
  );
}
