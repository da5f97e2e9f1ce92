import type { SpotlightActionData } from '@mantine/spotlight';
import type { ActionGroup } from './action-group.ts';

/**
 * Actions that hold every word of the text, those whose name does first. Groups of entities stay closed until
 * something is typed: an empty palette shows places and actions.
 */
export function matchActions(text: string, groups: ActionGroup[], perGroup: number): ActionGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return groups.flatMap((group) => {
    if (words.length === 0) return entityGroups.has(group.group) ? [] : [group];
    const found = group.actions.filter((action) => holdsAll(action, words));
    const byName = (action: SpotlightActionData) => (holds(action.label ?? '', words) ? 0 : 1);
    const actions = found.toSorted((one, other) => byName(one) - byName(other)).slice(0, perGroup);
    return actions.length === 0 ? [] : [{ ...group, actions }];
  });
}

/** Groups that grow with the tenant. */
export const entityGroups = new Set(['Applications', 'APIs', 'Copy a token']);

function holdsAll({ label = '', description = '', keywords = '' }: SpotlightActionData, words: string[]): boolean {
  return holds([label, description, keywords].flat().join(' '), words);
}

function holds(text: string, words: string[]): boolean {
  const lower = text.toLowerCase();
  return words.every((word) => lower.includes(word));
}
