/** Tokens: getting one as an application would, and reading one. */
import { Type } from '@sinclair/typebox';
import { Closed } from '../entities/schema-kit.ts';
import { tokenViewSchema } from '../entities/token-view.ts';
import { method } from '../method.ts';

const httpMessageSchema = Closed({
  /** Request line or status line. */
  startLine: Type.String(),
  headers: Type.Array(Closed({ name: Type.String(), value: Type.String() })),
  /** Secrets masked. */
  body: Type.String(),
});

export const runSchema = Closed({
  request: httpMessageSchema,
  response: httpMessageSchema,
  /** HTTP status. */
  status: Type.Integer(),
  /** Milliseconds. */
  duration: Type.Number(),
  /** Why it was refused, more exactly than the answer says. */
  hint: Type.Optional(Type.String()),
  token: Type.Optional(tokenViewSchema),
  /** The exchange in the traffic, where it is still there. */
  log_id: Type.Optional(Type.String()),
});

export const tokenMethods = {
  /** A real client credentials request to the tenant's own token endpoint. */
  'tokens.request': method(
    Closed({
      client_id: Type.String({ minLength: 1 }),
      audience: Type.String({ minLength: 1 }),
      scope: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
    }),
    runSchema,
  ),
  /** Reads whatever was pasted: a bare token, a header, a JSON answer. */
  'tokens.inspect': method(Closed({ text: Type.String({ maxLength: 1_000_000 }) }), tokenViewSchema),
} as const;
