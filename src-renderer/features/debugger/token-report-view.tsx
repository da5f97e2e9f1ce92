import { SegmentedControl, VisuallyHidden } from '@mantine/core';
import { memo } from 'react';
import type { Explanation, TokenReport, TokenWarning } from '#contract/entities/token-report.ts';
import { ApiLink, ApplicationLink } from '../../components/entity-links.tsx';
import { formatRelative } from '../../components/format-time.ts';
import { JsonView, type Remark } from '../../components/json-view.tsx';
import { type KeyValue, KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { TokenPart } from '../../components/token-part.tsx';
import { usePointsAt } from './active-part.tsx';
import { ClaimsTable } from './claims-table.tsx';
import classes from './debugger.module.css';
import { LifetimeBar } from './lifetime-bar.tsx';
import { createRemembered } from './remembered.ts';
import { ScopeList } from './scope-list.tsx';

interface TokenReportViewProps {
  report: Omit<TokenReport, 'inner'>;
  /** Seconds since 1970, by the clock the token was judged by. */
  now: number;
  form: ClaimsForm;
  onForm(form: ClaimsForm): void;
}

/** How claims are shown. */
export type ClaimsForm = 'json' | 'table';

/** As it was left. */
export const useClaimsForm = createRemembered<ClaimsForm>('json');

/** What a token says, to be read first: what it permits, and its claims; then how long it lives and whose it is. */
export const TokenReportView = memo(function TokenReportView({ report, now, form, onForm }: TokenReportViewProps) {
  const { explanations } = report;
  const about = aboutOf(report);
  const permits = permitsOf(report);
  return (
    <>
      {explanations.length > 0 && (
        <div className={classes.shown}>
          <VisuallyHidden component="h2">Claims</VisuallyHidden>
          <div className={classes.permits}>
            {permits.map(({ name, list }) => (
              <div key={name} className={classes.permit}>
                <span className={classes.permitName}>{name}</span>
                {list}
              </div>
            ))}
          </div>
          <SegmentedControl
            size="xs"
            aria-label="Claims as"
            data={[
              { value: 'json', label: 'JSON' },
              { value: 'table', label: 'Table' },
            ]}
            value={form}
            onChange={(value) => onForm(value === 'table' ? 'table' : 'json')}
          />
        </div>
      )}
      {form === 'table' && explanations.length > 0 ? (
        <div className={classes.parts}>
          <ClaimsTable part="payload" explanations={explanations} now={now} />
          <ClaimsTable part="header" explanations={explanations} now={now} />
        </div>
      ) : (
        <DecodedParts report={report} now={now} />
      )}
      <LifetimeBar times={report.times} now={now} />
      {about.length > 0 && <KeyValues items={about} />}
      <Disclosures disclosures={report.disclosures} />
    </>
  );
});

function DecodedParts({ report, now }: Pick<TokenReportViewProps, 'report' | 'now'>) {
  const { header, payload, headerText, payloadText, warnings, explanations } = report;
  const remarksOn = (part: Explanation['part']) => remarksOf(explanations, part, now);
  return (
    <div className={classes.parts}>
      <DecodedPart
        part="payload"
        title="Payload"
        value={payload}
        text={payloadText}
        warnings={warnings}
        remarks={remarksOn('payload')}
      />
      <DecodedPart
        part="header"
        title="Header"
        value={header}
        text={headerText}
        warnings={warnings}
        remarks={remarksOn('header')}
      />
    </div>
  );
}

/** Beside a member: when it is, whom it names, or what it means. */
function remarksOf(explanations: readonly Explanation[], part: Explanation['part'], now: number) {
  const remarks = explanations
    .filter((explanation) => explanation.part === part)
    .map(({ name, time, entities, meaning }): [string, Remark] => {
      if (time !== undefined) return [name, { text: formatRelative(time, now), isShort: true }];
      const named = entities?.find(({ kind }) => kind === 'api' || kind === 'application')?.name;
      return [name, { text: named ?? meaning }];
    });
  return Object.fromEntries(remarks);
}

function aboutOf({ api, client, key, purpose, issuedBy }: Omit<TokenReport, 'inner'>): KeyValue[] {
  const items: KeyValue[] = [];
  if (purpose !== 'unknown') items.push({ name: 'Kind', value: sentenceOf(purpose) });
  if (issuedBy !== undefined) items.push({ name: 'Made by', value: issuedBy });
  if (key !== undefined) items.push({ name: 'Verified with', value: key.name });
  if (key?.thumbprint !== undefined) items.push({ name: 'Thumbprint', value: key.thumbprint, copy: key.thumbprint });
  if (api !== undefined) items.push({ name: 'API', value: <ApiLink id={api.id} name={api.name ?? api.identifier} /> });
  if (client !== undefined)
    items.push({ name: 'Application', value: <ApplicationLink clientId={client.client_id} name={client.name} /> });
  return items;
}

function permitsOf({ scopes, permissions }: Pick<TokenReport, 'scopes' | 'permissions'>) {
  return [
    { name: 'Scopes', all: scopes },
    { name: 'Permissions', all: permissions },
  ]
    .filter(({ all }) => all.length > 0)
    .map(({ name, all }) => ({ name, list: <ScopeList name={name} scopes={all} /> }));
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
  /** What to say beside a member, by its name. */
  remarks: Record<string, Remark>;
}

/** As JSON laid out; as it is written where that would lose something: no object, a number that is rounded, a member twice. */
function DecodedPart({ part, title, value, text, warnings, remarks }: DecodedPartProps) {
  const pointing = usePointsAt(part);
  if (value === undefined && text === undefined) return null;
  const isLossy = warnings.some(
    ({ code, place }) => place?.part === part && (code === 'number-precision' || code === 'duplicate-member'),
  );
  const isLaidOut = value !== undefined && !isLossy && !isDeep(text ?? '');
  const words = isLaidOut ? JSON.stringify(value, null, 2) : (text ?? '');
  return (
    <TokenPart part={part} title={title} copy={words} pointing={pointing}>
      {isLaidOut && words.length < mostColoured ? <JsonView value={value} remarks={remarks} /> : <code>{words}</code>}
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
            ? 'Its digest is in the payload.'
            : 'Its digest is not in the payload: anyone could have added it.',
        }))}
      />
    </Panel>
  );
}
