/** What the debugger finds out about a token: what it is, whether its signature holds and by which key, what it means, what is wrong. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed, Enum } from './schema-kit.ts';

/** Tokens that are found in one text: a log of a day may hold more, and nobody reads that many. */
export const mostTokens = 200;

const jsonObject = Type.Record(Type.String(), Type.Unknown());

export const verdicts = ['verified', 'not_verified', 'cannot_verify', 'not_a_jwt'] as const;
export type Verdict = (typeof verdicts)[number];

export const checkNames = ['structure', 'signature', 'key', 'issuer', 'audience', 'times', 'type', 'scopes'] as const;
export type CheckName = (typeof checkNames)[number];

/** `jws` in three parts, `jwe` in five, `sd_jwt` with disclosures after `~`; the JSON forms have their own names. */
export const tokenForms = ['jws', 'jwe', 'sd_jwt', 'jws_json', 'jwe_json', 'paseto', 'opaque'] as const;
export type TokenForm = (typeof tokenForms)[number];

/** What a token is for, told by its `typ` and its claims. */
export const tokenPurposes = [
  'access_token',
  'id_token',
  'refresh_token',
  'logout_token',
  'security_event',
  'dpop_proof',
  'client_assertion',
  'request_object',
  'introspection',
  'sd_jwt',
  'credential',
  'unknown',
] as const;
export type TokenPurpose = (typeof tokenPurposes)[number];

export const tokenCheckSchema = Closed({
  check: Enum(checkNames),
  /** `cannot_tell`: nothing to compare with, such as no key. `not_asked`: nobody said what to expect. */
  result: Enum(['passed', 'failed', 'cannot_tell', 'not_asked']),
  /** One sentence. */
  reason: Type.String(),
  /** What the token says. */
  found: Type.Optional(Type.String()),
  /** What it was compared with. */
  expected: Type.Optional(Type.String()),
  mend: Type.Optional(Type.String()),
});
export type TokenCheck = Static<typeof tokenCheckSchema>;

export const tokenWarningSchema = Closed({
  /** Stable: `alg-none`, `expired`, … */
  code: Type.String(),
  level: Enum(['danger', 'warn', 'note']),
  /** One sentence. */
  text: Type.String(),
  /** The standard's section. */
  basis: Type.Optional(Type.String()),
  mend: Type.Optional(Type.String()),
  place: Type.Optional(
    Closed({
      part: Enum(['token', 'header', 'payload', 'signature', 'key']),
      /** RFC 6901. */
      pointer: Type.Optional(Type.String()),
      /** Characters of the decoded part, or bytes where it is no text. */
      offset: Type.Optional(Type.Integer()),
    }),
  ),
});
export type TokenWarning = Static<typeof tokenWarningSchema>;

export const foundTokenSchema = Closed({
  token: Type.String(),
  form: Enum(tokenForms),
  /** The name it stood under, such as `access_token`. */
  label: Type.Optional(Type.String()),
  /** Where it stands in the text, in characters. */
  start: Type.Integer(),
  end: Type.Integer(),
  /** What was passed over or undone to get at it, in words. */
  trimmed: Type.Array(Type.String()),
  /** Which part is damaged, and how. */
  damage: Type.Optional(Closed({ part: Enum(['token', 'header', 'payload', 'signature']), text: Type.String() })),
});
export type FoundToken = Static<typeof foundTokenSchema>;

export const explanationSchema = Closed({
  part: Enum(['header', 'payload']),
  name: Type.String(),
  /** As JSON, numbers as they are spelled in the token. */
  value: Type.String(),
  meaning: Type.String(),
  /** The standard and its section, or whose extension it is. */
  section: Type.String(),
  remark: Type.Optional(Type.String()),
  /** Seconds since the epoch, where the value is a time. */
  time: Type.Optional(Type.Number()),
  /** What of this tenant the value names. */
  entities: Type.Optional(
    Type.Array(
      Closed({
        /** `permissions` are those of the API with the id. */
        kind: Enum(['api', 'permissions', 'application', 'signing_keys', 'tenant']),
        id: Type.Optional(Type.String()),
        name: Type.String(),
      }),
    ),
  ),
});
export type NamedEntity = NonNullable<Static<typeof explanationSchema>['entities']>[number];
export type Explanation = Static<typeof explanationSchema>;

export const explainedScopeSchema = Closed({
  value: Type.String(),
  /** `missing`: wanted, and not in the token. */
  state: Enum(['defined', 'undefined', 'missing', 'unknown_api']),
  description: Type.Optional(Type.String()),
  /** A scope of the API that is spelled nearly so. */
  nearest: Type.Optional(Type.String()),
});
export type ExplainedScope = Static<typeof explainedScopeSchema>;

export const usedKeySchema = Closed({
  /** In words: `the tenant's current key abc`. */
  name: Type.String(),
  source: Enum(['tenant', 'api_secret', 'given', 'jwks', 'embedded']),
  kid: Type.Optional(Type.String()),
  /** RFC 7638, SHA-256; not for secrets. */
  thumbprint: Type.Optional(Type.String()),
});
export type UsedKey = Static<typeof usedKeySchema>;

const reportProperties = {
  token: Type.String(),
  form: Enum(tokenForms),
  purpose: Enum(tokenPurposes),
  header: Type.Optional(jsonObject),
  /** Absent where the payload is no JSON object. */
  payload: Type.Optional(jsonObject),
  /** Decoded texts, also where they are no JSON; bytes that are no UTF-8 are replaced. */
  headerText: Type.Optional(Type.String()),
  payloadText: Type.Optional(Type.String()),
  verdict: Enum(verdicts),
  /** The verdict in words: "Signature good, but expired and for another API." */
  summary: Type.String(),
  checks: Type.Array(tokenCheckSchema),
  key: Type.Optional(usedKeySchema),
  explanations: Type.Array(explanationSchema),
  /** Whose product made the token, where it can be told. */
  issuedBy: Type.Optional(Type.String()),
  /** Not opened yet, since it would take long: ask again with `allowsSlow`. */
  isSlow: Type.Optional(Type.Boolean()),
  scopes: Type.Array(explainedScopeSchema),
  permissions: Type.Array(explainedScopeSchema),
  /** Seconds since the epoch; what of them the token names properly. */
  times: Closed({
    iat: Type.Optional(Type.Number()),
    nbf: Type.Optional(Type.Number()),
    exp: Type.Optional(Type.Number()),
    /** What they were compared with. */
    now: Type.Number(),
    tolerance: Type.Number(),
  }),
  /** The API of this tenant that `aud` names. */
  api: Type.Optional(Closed({ id: Type.String(), name: Type.Optional(Type.String()), identifier: Type.String() })),
  /** The application of this tenant that the token was issued to. */
  client: Type.Optional(Closed({ client_id: Type.String(), name: Type.String() })),
  disclosures: Type.Array(
    Closed({
      /** Absent for an element of an array. */
      name: Type.Optional(Type.String()),
      value: Type.Unknown(),
      digest: Type.String(),
      /** Whether the payload holds the digest. */
      isBound: Type.Boolean(),
    }),
  ),
  warnings: Type.Array(tokenWarningSchema),
};

/** `inner` is the token that was found inside a nested one, RFC 7519 §5.2. */
export const tokenReportSchema = Closed({
  ...reportProperties,
  inner: Type.Optional(Closed(reportProperties)),
});
export type TokenReport = Static<typeof tokenReportSchema>;

export const secretEncodings = ['utf8', 'base64', 'base64url', 'hex'] as const;
export type SecretEncoding = (typeof secretEncodings)[number];
