/** Import and export of a tenant: what would happen, then all of it or nothing, then back again. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed, Enum } from '../entities/schema-kit.ts';
import { method, nothing } from '../method.ts';

/** Characters that all files of one import may have together. */
export const longestImport = 20_000_000;

/** Files that one import may have. */
export const mostImportFiles = 20_000;

export const transferKinds = ['tenant', 'signingKeys', 'resourceServers', 'clients', 'clientGrants'] as const;
export type TransferKind = (typeof transferKinds)[number];

/** Entries that each list of a plan shows; what is beyond is counted. */
export const mostListed = 1_000;

const place = Type.String();
const fingerprint = Type.String({ minLength: 1 });
const count = Type.Integer({ minimum: 0 });
/** Names a plan that is on its way: chosen by who asks, so that it can ask how far it is. */
const task = Type.String({ minLength: 1, maxLength: 64 });

export const importInputSchema = Closed({
  /** One file, or those of a folder with their paths below it. */
  files: Type.Array(
    Closed({ path: Type.String({ minLength: 1, maxLength: 2_000 }), text: Type.String({ maxLength: longestImport }) }),
    { minItems: 1, maxItems: mostImportFiles },
  ),
  /** What `##KEYWORD##` and `@@KEYWORD@@` stand for. */
  mappings: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  /** Opens the secrets of a Tokenbench file. */
  passphrase: Type.Optional(Type.String()),
  /** Whether what has problems is left out, and the rest comes in. */
  skipsProblems: Type.Optional(Type.Boolean()),
  /** As the deploy tool's configuration says it. */
  exclude: Type.Optional(
    Closed({
      /** Sections that are not read; or the only ones that are. */
      sections: Type.Optional(Type.Array(Type.String())),
      only: Type.Optional(Type.Array(Type.String())),
      /** By name. */
      clients: Type.Optional(Type.Array(Type.String())),
      resourceServers: Type.Optional(Type.Array(Type.String())),
    }),
  ),
  /** Whether what the files do not have is removed: of the sections that they have. */
  removesOthers: Type.Optional(Type.Boolean()),
});

const fieldChangeSchema = Closed({
  /** Path in the entity, such as `flags.enable_apis_section`. */
  field: Type.String(),
  /** Absent where it was or will be absent, and on secrets. */
  before: Type.Optional(Type.Unknown()),
  after: Type.Optional(Type.Unknown()),
  isSecret: Type.Optional(Type.Literal(true)),
});

const planItemSchema = Closed({
  kind: Enum(transferKinds),
  action: Enum(['create', 'update', 'remove', 'unchanged']),
  /** What people know it by. */
  name: Type.String(),
  changes: Type.Array(fieldChangeSchema),
  notes: Type.Array(Type.String()),
});

export const importPlanSchema = Closed({
  format: Enum(['deploy_tool', 'tokenbench', 'seed']),
  /** Of everything that the plan says: an application names it, so that what was shown is what happens. */
  fingerprint,
  canApply: Type.Boolean(),
  items: Type.Array(planItemSchema),
  /** Of all items, also those that are not listed. */
  counts: Closed({ create: count, update: count, remove: count, unchanged: count }),
  /** How many are in each list beyond those that stand in it. */
  more: Closed({ items: count, leftAlone: count, ignored: count, problems: count }),
  /** What the files do not have and is left as it is. */
  leftAlone: Type.Array(Closed({ kind: Enum(transferKinds), name: Type.String() })),
  ignored: Type.Array(Closed({ place, reason: Type.String() })),
  /** `dependents` are the places of what cannot come in without it. */
  problems: Type.Array(Closed({ place, message: Type.String(), dependents: Type.Optional(Type.Array(place)) })),
  /** Keywords that nothing was given for. */
  keywords: Type.Array(Type.String()),
  /** Whether the file holds secrets that a passphrase opens, and none was given. */
  needsPassphrase: Type.Boolean(),
});

export const exportFormats = ['tokenbench', 'yaml', 'directory'] as const;

export const exportInputSchema = Closed({
  format: Enum(exportFormats),
  /** Encrypts the secrets that the Tokenbench file then holds; without one they are left out. */
  passphrase: Type.Optional(Type.String({ minLength: 1 })),
  /** The private signing keys too; needs a passphrase. */
  withKeys: Type.Optional(Type.Boolean()),
});

export const exportedSchema = Closed({
  files: Type.Array(Closed({ path: Type.String(), text: Type.String() })),
});

export type ImportInput = Static<typeof importInputSchema>;
export type ImportPlan = Static<typeof importPlanSchema>;
export type PlanItem = Static<typeof planItemSchema>;
export type FieldChange = Static<typeof fieldChangeSchema>;
export type ExportInput = Static<typeof exportInputSchema>;
export type Exported = Static<typeof exportedSchema>;

export const transferMethods = {
  /** What an import would do; nothing is changed. */
  'transfer.plan': method(Closed({ input: importInputSchema, task: Type.Optional(task) }), importPlanSchema),
  /** How far a plan is, in entities of the files; nothing where it is not on its way. */
  'transfer.progress': method(Closed({ task }), Closed({ done: Type.Optional(count), total: Type.Optional(count) })),
  /** Calls a plan off: nothing was changed. */
  'transfer.cancel': method(Closed({ task }), nothing),
  /** Does what the plan says, in one write; refused where the plan would be another by now. */
  'transfer.apply': method(
    Closed({ input: importInputSchema, fingerprint, task: Type.Optional(task) }),
    Closed({
      plan: importPlanSchema,
      /** Names the import to {@link transfer.undo}. */
      undo: Type.String(),
    }),
  ),
  /** Back to what was before, in one write; refused once something else was changed. */
  'transfer.undo': method(Closed({ undo: Type.String({ minLength: 1 }) }), nothing),
  /** Removes the sample content, and nothing else; undone like an import. */
  'sample.remove': method(nothing, Closed({ undo: Type.String() })),
  'transfer.export': method(exportInputSchema, exportedSchema),
} as const;
