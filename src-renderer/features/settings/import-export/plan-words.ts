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
export function describePlan({ counts, more, leftAlone, ignored, format }: ImportPlan): string {
  const said = sayCounts([
    [counts.create, 'to create'],
    [counts.update, 'to change'],
    [counts.remove, 'to remove'],
    [counts.unchanged, 'unchanged'],
    [leftAlone.length + more.leftAlone, 'kept'],
    [ignored.length + more.ignored, 'ignored'],
  ]);
  const file = format === 'tokenbench' ? 'A Tokenbench file' : 'Auth0 Deploy CLI files';
  return said === '' ? `${file}.` : `${file}: ${said}.`;
}

/** "3 created, 1 changed, 2 removed" of what an import did. */
export function describeOutcome({ counts: { create, update, remove } }: ImportPlan): string {
  const said = sayCounts([
    [create, 'created'],
    [update, 'changed'],
    [remove, 'removed'],
  ]);
  return said === '' ? 'nothing was different' : said;
}

export function changesOf({ counts: { create, update, remove } }: ImportPlan): number {
  return create + update + remove;
}

function sayCounts(counts: readonly (readonly [number, string])[]): string {
  return counts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');
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
