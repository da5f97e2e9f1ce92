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
    ...section(
      'Left alone, because the files do not have it',
      plan.leftAlone.map(({ kind, name }) => `${kinds[kind]}: ${name}`),
    ),
    ...section(
      'Ignored',
      plan.ignored.map(({ place, reason }) => `${place}: ${reason}`),
    ),
    ...section(
      'Problems',
      plan.problems.map(({ place, message }) => `${place}: ${message}`),
    ),
    `${countActions(plan)}.`,
    '',
  ]
    .map(printable)
    .join('\n');
}

/** "3 to create, 1 to change" */
export function countActions(plan: ImportPlan): string {
  const count = (action: PlanItem['action']) => plan.items.filter((item) => item.action === action).length;
  const counts = [
    [count('create'), 'to create'],
    [count('update'), 'to change'],
    [count('remove'), 'to remove'],
  ] as const;
  const said = counts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return said.length === 0 ? 'Nothing to change' : said.join(', ');
}

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

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `    ${line}`)];
}
