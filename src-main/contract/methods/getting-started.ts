/** What the first screen needs in one call. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed } from '../entities/schema-kit.ts';
import { method, nothing } from '../method.ts';

const gettingStartedSchema = Closed({
  /** The application and API of the ready curl line; absent where no application is authorized for an API yet. */
  example: Type.Optional(
    Closed({
      client_id: Type.String(),
      client_name: Type.String(),
      resourceServerId: Type.String(),
      audience: Type.String(),
      apiName: Type.String(),
      scope: Type.Array(Type.String()),
      /** One line for each shell, with the secret in it: works as pasted, over plain HTTP. */
      curl: Closed({ posix: Type.String(), fish: Type.String(), powershell: Type.String(), cmd: Type.String() }),
    }),
  ),
  /** What has happened since the data folder was made; each ticks from real traffic. */
  checklist: Closed({
    tokenIssued: Type.Boolean(),
    jwksFetched: Type.Boolean(),
    refusalSeen: Type.Boolean(),
    apiCreated: Type.Boolean(),
  }),
  sample: Closed({
    isThere: Type.Boolean(),
    /** Whether there is an API or an application beside the sample. */
    hasOwn: Type.Boolean(),
    /** Applications of one's own that are authorized for the sample's API. */
    usedBy: Type.Array(Type.String()),
  }),
});

export type GettingStarted = Static<typeof gettingStartedSchema>;

export const gettingStartedMethods = { 'gettingStarted.get': method(nothing, gettingStartedSchema) } as const;
