import { createHash } from 'node:crypto';
import { type ImportPlan, mostListed, type PlanItem } from '../../contract/methods/transfer.ts';
import type { PreparedPlan } from '../../tenant/transfer/prepare-import.ts';

/** With its fingerprint, and lists that people can read: what would change comes before what would not. */
export function toShown(plan: PreparedPlan): ImportPlan {
  const { leftAlone, ignored, problems } = plan;
  const items = firstOf(plan.items);
  const more = {
    items: plan.items.length - items.length,
    leftAlone: Math.max(0, leftAlone.length - mostListed),
    ignored: Math.max(0, ignored.length - mostListed),
    problems: Math.max(0, problems.length - mostListed),
  };
  return {
    ...plan,
    items,
    leftAlone: leftAlone.slice(0, mostListed),
    ignored: ignored.slice(0, mostListed),
    problems: problems.slice(0, mostListed),
    counts: countsOf(plan.items),
    more,
    fingerprint: fingerprintOf(plan),
  };
}

function firstOf(items: readonly PlanItem[]): PlanItem[] {
  if (items.length <= mostListed) return [...items];
  const changed = items.filter(({ action }) => action !== 'unchanged');
  const unchanged = items.filter(({ action }) => action === 'unchanged');
  return [...changed, ...unchanged].slice(0, mostListed);
}

function countsOf(items: readonly PlanItem[]): ImportPlan['counts'] {
  const counts = { create: 0, update: 0, remove: 0, unchanged: 0 };
  for (const { action } of items) counts[action] += 1;
  return counts;
}

/** Of all of it, not only of what is listed. */
function fingerprintOf(plan: PreparedPlan): string {
  return createHash('sha256').update(JSON.stringify(plan)).digest('base64url');
}
