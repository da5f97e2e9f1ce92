/** What a token endpoint is asked, whoever carries it, and what it answers. */

/** Parameters as they were sent: texts, or anything else where a client sent nonsense. */
export type TokenParameters = Readonly<Record<string, unknown>>;

export interface TokenRequest {
  parameters: TokenParameters;
  /** The `Authorization` header. */
  authorization?: string | undefined;
  /** The issuer of this answer, RFC 8414 §2, with its trailing slash. */
  issuer: string;
  /** The address of the token endpoint itself: one of the audiences that a client assertion may name. */
  tokenEndpoint: string;
}

/** RFC 6749 §5.1. */
export interface TokenResponse {
  access_token: string;
  /** Space-separated; absent when nothing was granted. */
  scope?: string;
  /** Seconds. */
  expires_in: number;
  token_type: 'Bearer';
}

/** What is known of an exchange by the time it ends, well or not, for the tenant's log. */
export interface TokenExchange {
  client_id?: string;
  client_name?: string;
  audience?: string;
  scope?: string;
  /** Something to know about a request that was answered. */
  hint?: string;
  /** The kinds of the faults that hit it, separated by commas. */
  fault?: string;
}
