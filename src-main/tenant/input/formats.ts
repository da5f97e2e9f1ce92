/** The string formats that the service's schemas name beyond those of JSON Schema. */

const absoluteUri = /^[a-z][a-z0-9+.-]*:\/\/[^\s<>"]+$/i;
const httpsUri = /^https:\/\/[^\s<>"]+$/i;
const anyUri = /^[a-z][a-z0-9+.-]*:[^\s<>"]+$/i;
const email = /^[^\s@<>"]+@[^\s@<>"]+$/;
const identifier = /^[\w.-]{1,120}$/;

const matches = (pattern: RegExp) => (value: string) => pattern.test(value);
const emptyOr = (pattern: RegExp) => (value: string) => value === '' || pattern.test(value);

export const serviceFormats: Record<string, (value: string) => boolean> = {
  url: matches(absoluteUri),
  'url-or-null': matches(absoluteUri),
  'url-with-placeholders': matches(absoluteUri),
  // Native applications use schemes of their own without an authority, RFC 8252 §7.1.
  'callback-url': matches(anyUri),
  'absolute-uri-or-empty': emptyOr(absoluteUri),
  'absolute-https-uri-or-empty': emptyOr(httpsUri),
  'absolute-https-uri-with-placeholders-or-empty': emptyOr(httpsUri),
  'ec-initiate-login-uri-template-url': matches(httpsUri),
  'email-or-empty': emptyOr(email),
  acr: matches(/^\S+$/),
  'client-id': matches(identifier),
  'credential-id': matches(identifier),
  'organization-id': matches(identifier),
  'connection-profile-id': matches(identifier),
  'user-attribute-profile-id': matches(identifier),
};
