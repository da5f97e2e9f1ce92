/** The tenant's signing keys, without their private halves. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed, Enum } from '../entities/schema-kit.ts';
import { method, nothing } from '../method.ts';

const kid = Type.String({ minLength: 1 });
const count = Type.Integer({ minimum: 0 });
const time = Type.String();

const signingKeySchema = Closed({
  kid: Type.String(),
  state: Enum(['current', 'next', 'previous', 'revoked']),
  /** In the key set; the same key also signs RS512 and PS256. */
  alg: Type.String(),
  /** SHA-1 of the certificate, hexadecimal. */
  thumbprint: Type.String(),
  fingerprint: Type.String(),
  /** PEM. */
  cert: Type.String(),
  created_at: time,
  current_since: Type.Optional(time),
  current_until: Type.Optional(time),
  revoked_at: Type.Optional(time),
  /** Tokens that it signed and that have not expired, as far as the traffic is kept. */
  liveTokens: count,
  /** ISO 8601: when the last of these ends. */
  liveUntil: Type.Optional(time),
});

const keySetSchema = Closed({
  /** Absent while the tenant is stopped. */
  address: Type.Optional(Type.String()),
  /** As it is served. */
  text: Type.String(),
  /** Programs that fetched it, the latest first, as far as the traffic is kept. */
  readers: Type.Array(Closed({ program: Type.String(), last: time, requests: count })),
  /** APIs whose tokens are signed with a secret of their own, HS256. */
  apisWithSecret: Type.Array(Closed({ id: Type.String(), name: Type.String() })),
  /** An application and an API that a token with the current key can be had for. */
  example: Type.Optional(
    Closed({ client_id: Type.String(), clientName: Type.String(), audience: Type.String(), apiName: Type.String() }),
  ),
});

export type SigningKeyView = Static<typeof signingKeySchema>;
export type KeySetView = Static<typeof keySetSchema>;

export const signingKeyMethods = {
  /** Current, next, previous (newest first), revoked (newest first). */
  'signingKeys.list': method(nothing, Type.Array(signingKeySchema)),
  'signingKeys.keySet': method(nothing, keySetSchema),
  /** Next becomes current, current becomes previous, a new next is made. */
  'signingKeys.rotate': method(nothing, Closed({ current: Type.String(), previous: Type.String() })),
  /** Only a previous key; cannot be undone. */
  'signingKeys.revoke': method(Closed({ kid }), nothing),
  /** Rotates, and revokes the key that was current. */
  'signingKeys.rotateAndRevoke': method(nothing, Closed({ current: Type.String(), revoked: Type.String() })),
} as const;
