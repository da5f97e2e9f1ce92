/** Why an exchange was refused: the checks up to the one that failed, and what would let the request pass now. */
import type { Exchange } from '../../contract/entities/exchange.ts';
import { type Check, type Mend, managementChecks, tokenChecks } from '../../contract/entities/refusal.ts';
import type { LadderStep, TrafficDetail } from '../../contract/methods/traffic.ts';
import { nearestOf } from '../../jwt/nearest.ts';
import type { Tenant } from '../create-tenant.ts';
import { outcomeOf } from './describe-exchange.ts';
import { describeMend } from './mends.ts';

const names: Record<Check, string> = {
  request: 'Request',
  client: 'Client',
  secret: 'Secret',
  grant_type: 'Grant type',
  audience: 'Audience',
  policy: 'Policy',
  grant: 'Grant',
  scopes: 'Scopes',
  bearer: 'Bearer token',
  permission: 'Permission',
};

/** APIs among which a near identifier is looked for. */
const mostCompared = 1_000;

/** Undefined where nothing was refused. */
export function explainRefusal(exchange: Exchange, tenant: Tenant): TrafficDetail['why'] {
  const { refusal, hint, description } = exchange;
  // Faults are told of also where they let the request pass: slowly, or with a wrong token.
  const faults = exchange.fault?.split(', ') ?? [];
  const isOk = outcomeOf(exchange) === 'ok';
  if (isOk && faults.length === 0) return undefined;
  const mends: Mend[] = [
    ...faults.map((fault) => ({ kind: 'turn_fault_off' as const, fault })),
    ...(refusal?.mends ?? []),
  ];
  return {
    text: hint ?? (isOk ? describeFaults(faults) : description || 'The answer says no more than its status.'),
    ladder: refusal === undefined ? [] : climb(exchange, refusal.check),
    mends: [...nearIdentifier(exchange, mends, tenant), ...mends].map((mend) => describeMend(mend, tenant)),
  };
}

function describeFaults(faults: readonly string[]): string {
  return `Made on purpose: ${faults.length === 1 ? 'the fault' : 'the faults'} ${faults.join(', ')}.`;
}

function climb(exchange: Exchange, failed: Check): LadderStep[] {
  const all: readonly Check[] = exchange.kind === 'token' ? tokenChecks : managementChecks;
  const at = all.indexOf(failed);
  // A body that cannot be read says nothing about a bearer.
  if (at === -1) return [];
  const values = valuesOf(exchange);
  return all.map((check, index) => {
    const state = index < at ? 'passed' : index === at ? 'failed' : 'not_reached';
    const value = state === 'not_reached' ? undefined : values[check];
    return { check, name: names[check], state, ...(value === undefined ? {} : { value }) };
  });
}

/** What each check looked at. */
function valuesOf({ client_id, client_name, audience, request }: Exchange): Partial<Record<Check, string>> {
  const { grant_type, scope, audience: asked = audience } = Object(request.body);
  const texts: Partial<Record<Check, unknown>> = {
    client: client_name ?? client_id,
    grant_type,
    audience: asked,
    scopes: scope,
  };
  return Object.fromEntries(Object.entries(texts).filter(([, value]) => typeof value === 'string' && value !== ''));
}

/** An identifier that is off by a letter or two; one that is off by a slash was found where the request was refused. */
function nearIdentifier({ audience = '' }: Exchange, mends: readonly Mend[], { resourceServers }: Tenant): Mend[] {
  const isUnknown = mends.some(({ kind }) => kind === 'create_api');
  if (!isUnknown || mends.some(({ kind }) => kind === 'use_identifier')) return [];
  const known = resourceServers.page(0, mostCompared).map(({ identifier }) => identifier);
  const nearest = nearestOf(audience, known);
  return nearest === undefined || nearest === audience ? [] : [{ kind: 'use_identifier', identifier: nearest }];
}
