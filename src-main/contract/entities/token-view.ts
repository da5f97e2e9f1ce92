/** A token as the screens show it: its parts, what it says, and whether its signature holds. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed, Enum } from './schema-kit.ts';

const jsonObject = Type.Record(Type.String(), Type.Unknown());

export const tokenViewSchema = Closed({
  /** The token as it was found, without what stood around it. */
  token: Type.String(),
  kind: Enum(['jwt', 'jwe', 'opaque']),
  header: Type.Optional(jsonObject),
  payload: Type.Optional(jsonObject),
  /** Never `verified` without a key that did it. */
  verdict: Enum(['verified', 'not_verified', 'cannot_verify']),
  /** One sentence: which key, or why not. */
  reason: Type.String(),
  /** Whether now lies between `nbf` and `exp`, where the token says so. */
  isCurrent: Type.Optional(Type.Boolean()),
  /** The API of this tenant that `aud` names, with what its scopes mean. */
  resourceServer: Type.Optional(
    Closed({
      id: Type.String(),
      name: Type.Optional(Type.String()),
      identifier: Type.String(),
      scopes: Type.Array(Closed({ value: Type.String(), description: Type.Optional(Type.String()) })),
    }),
  ),
  /** The application of this tenant that the token was issued to. */
  client: Type.Optional(Closed({ client_id: Type.String(), name: Type.String() })),
});

export type TokenView = Static<typeof tokenViewSchema>;
