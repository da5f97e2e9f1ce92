import type { ImportPlan, PlanItem, TransferKind } from '#contract/methods/transfer.ts';

export const kindWords: Record<TransferKind, string> = {
  tenant: 'Settings',
  signingKeys: 'Signing key',
  resourceServers: 'API',
  clients: 'Application',
  clientGrants: 'Client grant',
};

export function itemsOf({ items }: ImportPlan, action: PlanItem['action']): PlanItem[] {
  return items.filter((item) => item.action === action);
}

/** What would happen, counted; what is none is not said. */
export function describePlan(plan: ImportPlan): string {
  const counts = [
    [itemsOf(plan, 'create').length, 'to create'],
    [itemsOf(plan, 'update').length, 'to change'],
    [itemsOf(plan, 'remove').length, 'to remove'],
    [itemsOf(plan, 'unchanged').length, 'as already there'],
    [plan.leftAlone.length, 'left alone'],
    [plan.ignored.length, 'ignored'],
  ] as const;
  const said = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  const format = plan.format === 'tokenbench' ? 'A Tokenbench file' : 'A definition of the deploy tool';
  return said.length === 0 ? `${format}.` : `${format}: ${said.join(', ')}.`;
}

/** "3 created, 1 changed, 2 removed" of what an import did. */
export function describeOutcome(plan: ImportPlan): string {
  const counts = [
    [itemsOf(plan, 'create').length, 'created'],
    [itemsOf(plan, 'update').length, 'changed'],
    [itemsOf(plan, 'remove').length, 'removed'],
  ] as const;
  const said = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return said.length === 0 ? 'nothing was different' : said.join(', ');
}

/** A value in a line: texts as they are, a permission by its words, anything else as JSON. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'value' in value && typeof value.value === 'string') {
    return 'description' in value ? `${value.value} (${String(value.description)})` : value.value;
  }
  return JSON.stringify(value);
}

/** What was typed for a keyword: JSON where it looks like a list, an object, a number or a word of JSON, else a text. */
export function readKeyword(text: string): unknown {
  if (!/^\s*(?:[[{]|-?\d+(?:\.\d+)?\s*$|true\s*$|false\s*$)/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
