/** Who runs the screens, and the little that only it can do. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed, Enum } from '../entities/schema-kit.ts';
import { method, nothing } from '../method.ts';
import { shells } from '../shell-words.ts';

const hostInfoSchema = Closed({
  host: Enum(['desktop', 'browser']),
  version: Type.String(),
  /** Absent where nothing is kept. */
  dataFolder: Type.Optional(Type.String()),
  /** Whether the operating system encrypts the tenant's secrets at rest. */
  secretsAtRest: Enum(['encrypted', 'plain', 'not_kept']),
  /** Why they are not encrypted, in a sentence. */
  secretsNotice: Type.Optional(Type.String()),
  platform: Enum(['darwin', 'win32', 'linux']),
  versions: Type.Record(Type.String(), Type.String()),
});

export const themes = ['system', 'light', 'dark'] as const;

export const preferencesSchema = Closed({
  theme: Enum(themes),
  /** Single-letter shortcuts, WCAG 2.2 §2.1.4. */
  letterKeys: Type.Boolean(),
  /** The shell that curl lines are written for. */
  shell: Enum(shells),
  sidebarCollapsed: Type.Boolean(),
  /** Of the Quickstarts, on all screens: the id of a snippet. */
  snippetLanguage: Type.Optional(Type.String({ maxLength: 60 })),
});

export type HostInfo = Static<typeof hostInfoSchema>;
export type Preferences = Static<typeof preferencesSchema>;

export const hostMethods = {
  'host.info': method(nothing, hostInfoSchema),
  /** Opens an https address in the system's browser; the browser host leaves that to the page. */
  'host.openExternal': method(Closed({ url: Type.String({ pattern: '^https://' }) }), nothing),
  /** The system's own dialog, on the desktop; `files` is absent where it was closed. A folder is given with all below it. */
  'host.openFiles': method(
    Closed({ what: Enum(['files', 'folder']) }),
    Closed({ files: Type.Optional(Type.Array(Closed({ path: Type.String(), text: Type.String() }))) }),
  ),
  /** The same to save a text; `path` is where it is now, absent where the dialog was closed. */
  'host.saveFile': method(
    Closed({ fileName: Type.String({ minLength: 1, maxLength: 255, pattern: '^[^/\\\\]+$' }), text: Type.String() }),
    Closed({ path: Type.Optional(Type.String()) }),
  ),
  'preferences.get': method(nothing, preferencesSchema),
  'preferences.update': method(Type.Partial(preferencesSchema, { additionalProperties: false }), preferencesSchema),
} as const;
