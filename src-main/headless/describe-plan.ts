/** The plan of an import in lines for people. */
import type { FieldChange, ImportPlan, PlanItem } from '../contract/methods/transfer.ts';
import { printable } from './terminal.ts';

const kinds: Record<PlanItem['kind'], string> = {
  tenant: 'Settings',
  signingKeys: 'Signing key',
  resourceServers: 'API',
  clients: 'Application',
  clientGrants: 'Client grant',
};

const signs: Record<PlanItem['action'], string> = { create: '+', update: '~', remove: '-', unchanged: '=' };

export function describePlan(plan: ImportPlan): string {
  const changed = plan.items.filter(({ action }) => action !== 'unchanged');
  return [
    ...changed.flatMap(describeItem),
    ...(changed.length < changedOf(plan) ? [`… and ${changedOf(plan) - changed.length} more`] : []),
    ...section(
      'Kept: not in the files',
      plan.leftAlone.map(({ kind, name }) => `${kinds[kind]}: ${name}`),
      plan.more.leftAlone,
    ),
    ...section(
      'Ignored',
      plan.ignored.map(({ place, reason }) => `${place}: ${reason}`),
      plan.more.ignored,
    ),
    ...section('Problems', plan.problems.map(describeProblem), plan.more.problems),
    `${countActions(plan)}.`,
    '',
  ]
    .map(printable)
    .join('\n');
}

/** "3 to create, 1 to change" */
export function countActions({ counts: { create, update, remove } }: ImportPlan): string {
  const counts = [
    [create, 'to create'],
    [update, 'to change'],
    [remove, 'to remove'],
  ] as const;
  const said = counts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return said.length === 0 ? 'Nothing to change' : said.join(', ');
}

/** What hangs on it is named beneath, where it is not too much. */
function describeProblem({ place, message, dependents = [] }: ImportPlan['problems'][number]): string {
  if (dependents.length === 0) return `${place}: ${message}`;
  const shown = dependents.slice(0, mostDependents).join(', ');
  const more = dependents.length > mostDependents ? ` and ${dependents.length - mostDependents} more` : '';
  return `${place}: ${message} Depends on it: ${shown}${more}`;
}

const mostDependents = 5;

function describeItem({ action, kind, name, notes, changes }: PlanItem): string[] {
  return [
    `${signs[action]} ${kinds[kind]}: ${name}`,
    ...notes.map((note) => `    ${note}`),
    ...(action === 'update' ? changes.map((change) => `    ${describeChange(change)}`) : []),
  ];
}

function describeChange({ field, before, after, isSecret }: FieldChange): string {
  if (isSecret) return `${field}: another secret, not shown`;
  if (before === undefined) return `${field}: ${JSON.stringify(after)}`;
  return `${field}: ${JSON.stringify(before)} → ${after === undefined ? 'removed' : JSON.stringify(after)}`;
}

function changedOf({ counts: { create, update, remove } }: ImportPlan): number {
  return create + update + remove;
}

/** @param more how many there are beyond those that are listed */
function section(title: string, lines: readonly string[], more: number): string[] {
  const rest = more === 0 ? [] : [`    … and ${more} more`];
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `    ${line}`), ...rest];
}
