/** Edits of a form's values that are not saved yet, and how they meet changes made elsewhere. */
import type { Drafts } from './drafts.ts';

export interface EditDraft<Values extends object> {
  changes: Partial<Values>;
  /** The values as they were when the edits began, or when they were last held against a change. */
  base: Values;
}

export interface EditedForm<Values extends object> {
  /** The kept values with the edits on top. */
  values: Values;
  changes: Partial<Values>;
  /** Fields that were edited. */
  changed: (keyof Values)[];
  /** Of these, what was changed elsewhere meanwhile. */
  conflicts: (keyof Values)[];
  set<Field extends keyof Values>(field: Field, value: Values[Field]): void;
  discard(): void;
  takeTheirs(): void;
  keepMine(): void;
}

/** @param current the values as they are kept now, whoever changed them */
export function useEditDraft<Values extends object>(
  drafts: Drafts<EditDraft<Values>>,
  key: string,
  current: Values,
): EditedForm<Values> {
  const [draft, setDraft] = drafts.useDraft(key);
  const changes = draft?.changes ?? {};
  const changed = fieldsOf(changes).filter((field) => !isSame(changes[field], current[field]));
  const conflicts = changed.filter((field) => draft !== undefined && !isSame(draft.base[field], current[field]));
  const put = (next: Partial<Values>, base: Values) =>
    setDraft(fieldsOf(next).length === 0 ? undefined : { changes: next, base });
  return {
    values: { ...current, ...changes },
    changes: pick(changes, changed),
    changed,
    conflicts,
    set(field, value) {
      const next = { ...changes, [field]: value };
      put(
        pick(
          next,
          fieldsOf(next).filter((one) => !isSame(next[one], current[one])),
        ),
        draft?.base ?? current,
      );
    },
    discard: () => setDraft(undefined),
    takeTheirs: () =>
      put(
        pick(
          changes,
          changed.filter((field) => !conflicts.includes(field)),
        ),
        current,
      ),
    keepMine: () => put(changes, current),
  };
}

function fieldsOf<Values extends object>(values: Values): (keyof Values)[] {
  // Object.keys answers the object's own names, which are all that a form's values have.
  return Object.keys(values) as (keyof Values)[];
}

function pick<Values extends object>(values: Partial<Values>, fields: readonly (keyof Values)[]): Partial<Values> {
  const picked: Partial<Values> = {};
  for (const field of fields) picked[field] = values[field];
  return picked;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
