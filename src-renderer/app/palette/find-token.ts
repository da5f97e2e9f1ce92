/** The first two parts of a JWT or JWE begin with `{"` in base64url. */
const token = /eyJ[\w-]*\.[\w-]+(?:\.[\w-]*){0,3}/;

/** @returns the token in a pasted text, undefined where there is none. */
export function findToken(text: string): string | undefined {
  return token.exec(text)?.[0];
}
