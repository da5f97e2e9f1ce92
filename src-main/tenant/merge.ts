/**
 * How the Management API merges an update: a property that is named replaces the value, null clears it, the others stay.
 */
export function mergeUpdate<Entity extends object>(
  entity: Entity,
  update: { [Property in keyof Entity]?: Entity[Property] | null | undefined },
): Entity {
  const merged = { ...entity };
  for (const name in update) {
    const value = update[name];
    if (value === undefined) continue;
    if (value === null) delete merged[name];
    else merged[name] = value;
  }
  return merged;
}
