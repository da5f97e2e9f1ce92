/** The token debugger: finding and judging tokens, making others of them, comparing, keys. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed, Enum } from '../entities/schema-kit.ts';
import { foundTokenSchema, secretEncodings, tokenReportSchema, tokenWarningSchema } from '../entities/token-report.ts';
import { method } from '../method.ts';

const longText = Type.String({ maxLength: 1_000_000 });
const keyText = Type.String({ maxLength: 1_000_000 });
const jsonObject = Type.Record(Type.String(), Type.Unknown());
const encoding = Enum(secretEncodings);
const passphrase = Type.Optional(Type.String());

/** What to verify with. `automatic`: this tenant's keys, by issuer and kid, and the API's secret for HS256. */
export const verifyWithSchema = Type.Union([
  Closed({ kind: Type.Literal('automatic') }),
  /** `kid` takes only that key of a set. */
  Closed({ kind: Type.Literal('key'), text: keyText, passphrase, kid: Type.Optional(Type.String()) }),
  /** `from` is the address that `debugger.fetchKeys` answered with. */
  Closed({
    kind: Type.Literal('jwks'),
    text: keyText,
    from: Type.Optional(Type.String()),
    kid: Type.Optional(Type.String()),
  }),
  Closed({ kind: Type.Literal('secret'), text: keyText, encoding }),
]);
export type VerifyWith = Static<typeof verifyWithSchema>;

export const signWithSchema = Type.Union([
  /** The current key, unless a kid is given. */
  Closed({ kind: Type.Literal('tenant'), kid: Type.Optional(Type.String()) }),
  /** The signing secret of an API of this tenant. */
  Closed({ kind: Type.Literal('api_secret'), audience: Type.String() }),
  Closed({ kind: Type.Literal('secret'), text: keyText, encoding }),
  /** A private key: JWK or PEM. */
  Closed({ kind: Type.Literal('key'), text: keyText, passphrase }),
  /** Leaves the signature away. */
  Closed({ kind: Type.Literal('none') }),
]);
export type SignWith = Static<typeof signWithSchema>;

export const breakages = [
  'expire',
  'not_yet_valid',
  'no_expiry',
  'milliseconds',
  'wrong_issuer',
  'wrong_audience',
  'no_audience',
  'drop_scope',
  'add_scope',
  'wrong_type',
  'unknown_kid',
  'alg_none',
  'strip_signature',
  'alter_payload',
  'alter_signature',
] as const;
export type Breakage = (typeof breakages)[number];

export const keyKinds = ['RSA-2048', 'RSA-3072', 'RSA-4096', 'P-256', 'P-384', 'P-521', 'Ed25519'] as const;
export type KeyKind = (typeof keyKinds)[number];

export const comparedMemberSchema = Closed({
  part: Enum(['header', 'payload']),
  name: Type.String(),
  state: Enum(['same', 'changed', 'left', 'right']),
  /** As JSON. */
  left: Type.Optional(Type.String()),
  right: Type.Optional(Type.String()),
  /** In words: what differs between times and lists. */
  difference: Type.Optional(Type.String()),
});
export type ComparedMember = Static<typeof comparedMemberSchema>;

export const debuggerMethods = {
  /** Finds the tokens of a text and reports on one of them. */
  'debugger.inspect': method(
    Closed({
      text: longText,
      /** Which of the found tokens; the first, unless said otherwise. */
      index: Type.Optional(Type.Integer({ minimum: 0 })),
      verifyWith: Type.Optional(verifyWithSchema),
      expected: Type.Optional(
        Closed({
          issuer: Type.Optional(Type.String()),
          audience: Type.Optional(Type.Array(Type.String())),
          scopes: Type.Optional(Type.Array(Type.String())),
          type: Type.Optional(Type.String()),
          algorithms: Type.Optional(Type.Array(Type.String())),
          /** Seconds that the login (`auth_time`) may lie back. */
          maxAge: Type.Optional(Type.Integer({ minimum: 0 })),
        }),
      ),
      /** Seconds since the epoch; the tenant's clock, unless said otherwise. */
      at: Type.Optional(Type.Number()),
      /** Seconds. */
      tolerance: Type.Optional(Type.Number({ minimum: 0, maximum: 86_400 })),
      /** Whether slow decryption was agreed to. */
      allowsSlow: Type.Optional(Type.Boolean()),
    }),
    Closed({
      found: Type.Array(foundTokenSchema),
      index: Type.Integer(),
      /** Absent where there is nothing in the text. */
      report: Type.Optional(tokenReportSchema),
      /** What was recognized as the key, in words, or why it was none. */
      keyForm: Type.Optional(Type.String()),
      keyProblem: Type.Optional(Type.String()),
      /** The ids in a set, where it has more than one key. */
      keyIds: Type.Optional(Type.Array(Type.String())),
    }),
  ),

  /** Signs header and claims; a breakage is done to them first. */
  'debugger.sign': method(
    Closed({
      header: jsonObject,
      payload: jsonObject,
      signWith: signWithSchema,
      breakage: Type.Optional(Enum(breakages)),
      at: Type.Optional(Type.Number()),
    }),
    Closed({
      token: Type.Optional(Type.String()),
      /** Why it cannot be signed so, in words. */
      problem: Type.Optional(Type.String()),
      /** What `alg` would have to be for this key, the usual one first. */
      fitting: Type.Optional(Type.Array(Type.String())),
    }),
  ),

  'debugger.compare': method(
    Closed({ left: longText, right: longText }),
    Closed({ members: Type.Array(comparedMemberSchema), problem: Type.Optional(Type.String()) }),
  ),

  'debugger.makeKey': method(
    Closed({ kind: Enum(keyKinds), alg: Type.Optional(Type.String()) }),
    Closed({
      /** RFC 7638 thumbprint. */
      kid: Type.String(),
      alg: Type.String(),
      privateJwk: jsonObject,
      publicJwk: jsonObject,
      privatePem: Type.String(),
      publicPem: Type.String(),
    }),
  ),

  /** Fetches a key set, directly or by a discovery document. Loopback is free, other hosts have to be agreed to. */
  'debugger.fetchKeys': method(
    Closed({ address: Type.String({ minLength: 1, maxLength: 2_000 }), allowedHosts: Type.Array(Type.String()) }),
    Closed({
      /** Host that has to be agreed to first; nothing was sent to it. */
      needsConsent: Type.Optional(Type.String()),
      problem: Type.Optional(Type.String()),
      /** The key set as it was served. */
      text: Type.Optional(Type.String()),
      url: Type.Optional(Type.String()),
      form: Type.Optional(Type.String()),
      warnings: Type.Array(tokenWarningSchema),
    }),
  ),

  /** The token as commands and code, to copy. */
  'debugger.snippets': method(
    Closed({ token: longText }),
    Closed({ curl: Type.String(), jose: Type.String(), pyjwt: Type.String(), redacted: Type.String() }),
  ),
} as const;
