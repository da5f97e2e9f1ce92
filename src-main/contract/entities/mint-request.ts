/** A token that a test wants, right or wrong: the same words for the library, the command and the HTTP API. */
import { Type } from '@sinclair/typebox';
import { type Breakage, breakages } from '../methods/debugger.ts';
import { Closed, Enum } from './schema-kit.ts';

const tenantKeys = ['current', 'next', 'previous', 'unpublished'] as const;

/**
 * A key to sign with: one of the tenant's by its state or kid, one that nobody published, a private key of your own, a
 * secret (HS256), or the signing secret of an API of the tenant.
 */
export type MintKey =
  | (typeof tenantKeys)[number]
  | { kid: string }
  | { secret: string }
  | { api: string }
  | { pem: string }
  | { jwk: Readonly<Record<string, unknown>> };

export interface MintRequest {
  /** Laid over `iss`, `iat` and `exp` (in an hour); `undefined` leaves one out. */
  claims?: Readonly<Record<string, unknown>> | undefined;
  /** Laid over `alg`, `typ` and `kid`. */
  header?: Readonly<Record<string, unknown>> | undefined;
  /** Names of claims to leave out, for who cannot say `undefined`. */
  without?: readonly string[] | undefined;
  /** The current key, unless said otherwise. */
  key?: MintKey | undefined;
  /** What is done to the token to make it one that an API has to refuse. */
  breakage?: Breakage | undefined;
}

const text = Type.String({ minLength: 1, maxLength: 100_000 });
const object = Type.Record(Type.String(), Type.Unknown());

export const mintRequestSchema = Type.Unsafe<MintRequest>(
  Closed({
    claims: Type.Optional(object),
    header: Type.Optional(object),
    without: Type.Optional(Type.Array(text, { maxItems: 100 })),
    key: Type.Optional(
      Type.Union([
        Enum(tenantKeys),
        Closed({ kid: text }),
        Closed({ secret: text }),
        Closed({ api: text }),
        Closed({ pem: text }),
        Closed({ jwk: object }),
      ]),
    ),
    breakage: Type.Optional(Enum(breakages)),
  }),
);
