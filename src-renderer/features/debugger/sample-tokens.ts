/** RFC 7515, appendix A.1: of another issuer, and expired since 2011. */
export const expiredSample = [
  'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9',
  'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ',
  'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
].join('.');

/** The token with one character of its first text value changed: it stays readable, its signature does not hold. */
export function alterPayload(token: string): string {
  const [header, payload = '', signature] = token.split('.');
  const text = fromBase64url(payload);
  const altered = text.replace(/:"([^"])/, (_match, first: string) => `:"${first === 'X' ? 'Y' : 'X'}`);
  return [header, toBase64url(altered), signature].join('.');
}

function fromBase64url(text: string): string {
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}

function toBase64url(text: string): string {
  const bytes = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
