/**
 * Lays a definition of the deploy tool over a tenant, as that tool would through the Management API: what exists is
 * updated, what is missing is created, the rest stays. The services stand over a scratch document.
 */
import type { TSchema } from '@sinclair/typebox';
import { createClientGrantSchema } from '../../../contract/entities/client-grant.ts';
import { createResourceServerSchema } from '../../../contract/entities/resource-server.ts';
import { updateSettingsSchema } from '../../../contract/entities/settings.ts';
import type { ImportInput } from '../../../contract/methods/transfer.ts';
import { isRecord } from '../../is-record.ts';
import type { Scratch } from '../../scratch.ts';
import { TenantError } from '../../tenant-error.ts';
import type { Findings, Problem } from '../findings.ts';
import { anyClientSchema, applyClient } from './apply-client.ts';
import { applyClientGrant } from './apply-client-grant.ts';
import { applyResourceServer } from './apply-resource-server.ts';
import { applySettings } from './apply-settings.ts';
import { applyUsed } from './apply-used.ts';
import { findMissingKeywords, refuseMissingKeywords, withoutMissingKeywords } from './missing-keywords.ts';

type Sections = Readonly<Record<string, unknown>>;

export interface DeployOptions {
  exclude: NonNullable<ImportInput['exclude']>;
  skipsProblems: boolean;
}

type Apply = (entity: unknown, place: string, scratch: Scratch, findings: Findings) => unknown;

interface Section {
  name: 'tenant' | 'resourceServers' | 'clients' | 'clientGrants';
  schema: TSchema;
  /** Properties that the tenant acts on: what is wrong there stands in the way, what is wrong elsewhere is left out. */
  used: ReadonlySet<string>;
  /** What others name an entity by. */
  names: readonly string[];
  apply: Apply;
}

/** In the order of the deploy tool: a grant needs its client and its API. */
const sectionsInOrder: readonly Section[] = [
  {
    name: 'tenant',
    schema: updateSettingsSchema,
    used: new Set(['default_audience', 'flags']),
    names: [],
    apply: applySettings,
  },
  {
    name: 'resourceServers',
    schema: createResourceServerSchema,
    used: new Set([
      'identifier',
      'name',
      'scopes',
      'signing_alg',
      'signing_secret',
      'token_lifetime',
      'enforce_policies',
      'token_dialect',
      'subject_type_authorization',
    ]),
    names: ['identifier'],
    apply: applyResourceServer,
  },
  {
    name: 'clients',
    schema: anyClientSchema,
    used: new Set([
      'name',
      'client_id',
      'client_secret',
      'app_type',
      'grant_types',
      'is_first_party',
      'token_endpoint_auth_method',
      'client_authentication_methods',
      'resource_server_identifier',
    ]),
    names: ['name', 'client_id'],
    apply: applyClient,
  },
  {
    name: 'clientGrants',
    schema: createClientGrantSchema,
    used: new Set(['client_id', 'audience', 'scope', 'subject_type', 'allow_all_scopes']),
    names: [],
    apply: applyClientGrant,
  },
];

/** Written by the deploy tool, and no section. */
const unspoken = new Set(['exclude', '$schema']);

/** @throws {TenantError} `invalid_body` where there is no section that a tenant has */
export async function applyDeploy(
  sections: Sections,
  scratch: Scratch,
  findings: Findings,
  options: DeployOptions,
): Promise<void> {
  const known = new Set<string>(sectionsInOrder.map(({ name }) => name));
  if (!Object.keys(sections).some((name) => known.has(name))) {
    throw new TenantError(
      'invalid_body',
      'It has none of tenant, resourceServers, clients and clientGrants. Choose a definition of the deploy tool or a Tokenbench file.',
      { field: 'files' },
    );
  }
  for (const [name, section] of Object.entries(sections)) {
    if (known.has(name) || unspoken.has(name) || isEmpty(section)) continue;
    findings.ignore(name, 'Not supported.');
  }
  const steps = sectionsInOrder.flatMap((section) => entitiesOf(section, sections, findings, options));
  for (const { section, entity, place } of steps) findMissingKeywords(entity, section.schema, place, findings);
  refuseMissingKeywords(findings);
  if (findings.missing.size > 0 && !options.skipsProblems) return;
  findings.expect(steps.length);
  for (const { name } of sectionsInOrder)
    if (Array.isArray(sections[name]) && !isLeftOut(name, options)) findings.sections.add(name);
  const failed = new Map<string, Problem | undefined>();
  const first = new Map<string, string>();
  for (const { section, entity, place } of steps) {
    const cause = causeOf(section, entity, failed);
    if (cause !== undefined) {
      const { problem } = cause;
      if (problem === undefined) findings.ignore(place, `Left out with ${cause.name}.`);
      else problem.dependents = [...(problem.dependents ?? []), place];
      continue;
    }
    const problem = await findings.attempt(place, async () => {
      refuseSecond(section, entity, place, first);
      const given = withoutMissingKeywords(entity, section, place, findings);
      if (given === undefined) noteFailure(section, entity, undefined, failed);
      else await applyUsed(given, section.used, place, findings, (one) => section.apply(one, place, scratch, findings));
    });
    if (problem !== undefined) noteFailure(section, entity, problem, failed);
  }
}

interface Step {
  section: Section;
  entity: unknown;
  place: string;
}

function entitiesOf(section: Section, sections: Sections, findings: Findings, options: DeployOptions): Step[] {
  const { name } = section;
  const { exclude } = options;
  const content = sections[name];
  if (content === undefined || content === null) return [];
  if (isLeftOut(name, options)) {
    findings.ignore(name, 'The configuration of the deploy tool leaves it out.');
    return [];
  }
  if (name === 'tenant') return [{ section, entity: content, place: name }];
  if (!Array.isArray(content)) {
    findings.refuse(name, 'This has to be a list.');
    return [];
  }
  const excluded = new Set(name === 'clients' || name === 'resourceServers' ? exclude[name] : []);
  return content.flatMap((entity: unknown, index): Step[] => {
    const place = `${name}[${index}]`;
    if (isRecord(entity) && excluded.has(String(entity.name))) {
      findings.ignore(place, 'The configuration of the deploy tool leaves it out.');
      return [];
    }
    return [{ section, entity, place }];
  });
}

function isLeftOut(name: string, { exclude }: DeployOptions): boolean {
  return exclude.sections?.includes(name) === true || (exclude.only !== undefined && !exclude.only.includes(name));
}

/** A grant cannot come in without its API and its application: that is said once, at what is wrong there. */
function causeOf(
  { name }: Section,
  entity: unknown,
  failed: ReadonlyMap<string, Problem | undefined>,
): { problem: Problem | undefined; name: string } | undefined {
  if (name !== 'clientGrants' || !isRecord(entity)) return undefined;
  for (const key of [`resourceServers ${entity.audience}`, `clients ${entity.client_id}`]) {
    if (failed.has(key)) return { problem: failed.get(key), name: key.slice(key.indexOf(' ') + 1) };
  }
  return undefined;
}

function noteFailure(
  { name, names }: Section,
  entity: unknown,
  problem: Problem | undefined,
  failed: Map<string, Problem | undefined>,
): void {
  if (!isRecord(entity)) return;
  for (const property of names)
    if (typeof entity[property] === 'string') failed.set(`${name} ${entity[property]}`, problem);
}

/** @throws {TenantError} `resource_server_conflict` */
function refuseSecond({ name }: Section, entity: unknown, place: string, first: Map<string, string>): void {
  if (name !== 'resourceServers' || !isRecord(entity) || typeof entity.identifier !== 'string') return;
  const before = first.get(entity.identifier);
  if (before !== undefined) {
    throw new TenantError(
      'resource_server_conflict',
      `The API ${entity.identifier} stands at ${before} and at ${place}: keep one of them.`,
      { field: 'identifier' },
    );
  }
  first.set(entity.identifier, place);
}

function isEmpty(section: unknown): boolean {
  return section === undefined || section === null || Object.keys(Object(section)).length === 0;
}
