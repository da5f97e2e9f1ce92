/** Why a request was refused, as data: the check that failed, and what in the tenant would let it pass. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed } from './schema-kit.ts';

/** The checks of the token endpoint, in their order. */
export const tokenChecks = [
  'request',
  'client',
  'secret',
  'grant_type',
  'audience',
  'policy',
  'grant',
  'scopes',
] as const;

/** The checks of the Management API, in their order. */
export const managementChecks = ['bearer', 'permission'] as const;

export const checks = [...tokenChecks, ...managementChecks] as const;
export type Check = (typeof checks)[number];

const id = Type.String({ minLength: 1, maxLength: 1_000 });
const scopes = Type.Array(id, { maxItems: 1_000 });

/** What would let the same request pass. Identifiers are as the tenant keeps them. */
export const mendSchema = Type.Union([
  /** A client grant; `define` names those of its scopes that the API does not define yet. */
  Closed({ kind: Type.Literal('authorize'), client_id: id, audience: id, scope: scopes, define: scopes }),
  /** More scopes in a grant that there is. */
  Closed({ kind: Type.Literal('grant_permission'), grant_id: id, scope: scopes, define: scopes }),
  Closed({ kind: Type.Literal('enable_grant_type'), client_id: id, grant_type: id }),
  /** The client gets a way to authenticate: client credentials are for confidential clients only. */
  Closed({ kind: Type.Literal('make_confidential'), client_id: id }),
  Closed({ kind: Type.Literal('create_api'), identifier: id }),
  Closed({ kind: Type.Literal('set_default_audience'), audience: id }),
  /** The API takes applications that are authorized, instead of none. */
  Closed({ kind: Type.Literal('open_policy'), audience: id }),
  /** What goes wrong on purpose stops going wrong. */
  Closed({ kind: Type.Literal('turn_fault_off'), fault: id }),
  /** For the program's author: the identifier that was probably meant. */
  Closed({ kind: Type.Literal('use_identifier'), identifier: id }),
  /** For the program's author: the secret that this client has. */
  Closed({ kind: Type.Literal('use_secret'), client_id: id }),
]);

export type Mend = Static<typeof mendSchema>;

/** What the core decides where it refuses. */
export interface Refusal {
  check: Check;
  /** The likeliest first; none where the request itself has to change. */
  mends: Mend[];
}
