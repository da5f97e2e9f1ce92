/**
 * The addresses of the tenant itself. It has several at once (http and https; localhost, 127.0.0.1 and ::1; a fixed
 * issuer), and each is an issuer with a system API of its own name. Inside, identifiers below an own origin are kept as
 * paths (`/api/v2/`), so that a changed port changes no entity.
 */
export class OwnOrigins {
  #origins: ReadonlySet<string> = new Set();
  readonly fixedIssuer: string | undefined;

  /** Names of this machine that others call it by, beside localhost: in a network of containers. */
  readonly hostNames: readonly string[];

  /** @param fixedIssuer Issuer with its trailing slash, when it does not follow from the address a request came to. */
  constructor(fixedIssuer?: string, hostNames: readonly string[] = []) {
    this.fixedIssuer = fixedIssuer;
    this.hostNames = hostNames;
    this.open([]);
  }

  /** Names the origins (`http://localhost:4400`) that the tenant answers at from now on. */
  open(origins: readonly string[]): void {
    const fixed = this.fixedIssuer === undefined ? [] : [this.fixedIssuer.replace(/\/$/, '')];
    this.#origins = new Set([...origins, ...fixed]);
  }

  get all(): readonly string[] {
    return [...this.#origins];
  }

  /** Whether an origin leads to the tenant. Every name below `.localhost` is loopback, RFC 6761 §6.3. */
  has(origin: string): boolean {
    return (
      this.#origins.has(origin) || this.#origins.has(origin.replace(/\/\/[^/:]+\.localhost(?=:|$)/, '//localhost'))
    );
  }

  /** The issuer for a request that came to the given origin: with the trailing slash of the real service. */
  issuerAt(origin: string): string {
    return this.fixedIssuer ?? `${origin}/`;
  }

  /** `https://localhost:4443/api/v2/` → `/api/v2/` where the origin is the tenant's own; anything else as it is. */
  toStored(identifier: string): string {
    const parts = /^(https?:\/\/[^/?#]+)(\/.+)$/i.exec(identifier);
    const [, origin = '', path = ''] = parts ?? [];
    return parts !== null && this.has(origin.toLowerCase()) ? path : identifier;
  }

  /** The reverse, as seen from the origin that is asked. */
  toShown(identifier: string, origin: string): string {
    return identifier.startsWith('/') ? this.issuerAt(origin).replace(/\/$/, '') + identifier : identifier;
  }
}
