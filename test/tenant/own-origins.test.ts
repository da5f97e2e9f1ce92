import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OwnOrigins } from '../../src-main/tenant/own-origins.ts';

const open = ['http://localhost:4400', 'http://127.0.0.1:4400', 'http://[::1]:4400', 'https://localhost:4443'];
const origins = (fixedIssuer?: string) => {
  const own = new OwnOrigins(fixedIssuer);
  own.open(open);
  return own;
};
const ownOrigin = fc.constantFrom(...open, 'http://app.localhost:4400', 'https://tenant.localhost:4443');
const path = fc
  .webPath()
  .map((text) => `/${text}`.replace(/^\/+/, '/'))
  .filter((text) => text.length > 1);

describe('the addresses of the tenant', () => {
  it('are its open doors, every name below .localhost, and a fixed issuer', () => {
    const own = origins('https://tenant.example/');
    for (const origin of [...open, 'https://tenant.example', 'http://a.localhost:4400'])
      expect(own.has(origin)).toBe(true);
    for (const origin of [
      'http://localhost:4401',
      'https://localhost:4400',
      'http://localhost',
      'http://example:4400',
      'http://localhost.example:4400',
      'http://evil.example/.localhost:4400',
      'https://a.tenant.example',
    ]) {
      expect(own.has(origin)).toBe(false);
    }
  });

  it('turn into paths where they are kept, and back where they are shown', () => {
    fc.assert(
      fc.property(ownOrigin, path, (origin, below) => {
        const own = origins();
        expect(own.toStored(origin + below)).toBe(below);
        expect(own.toShown(below, origin)).toBe(origin + below);
        expect(own.toStored(own.toShown(below, origin))).toBe(below);
        expect(own.toStored(below)).toBe(below);
      }),
    );
  });

  it('leave every other identifier as it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string({ minLength: 1 }).filter((text) => !text.startsWith('/')),
        ),
        (identifier) => {
          fc.pre(!open.some((origin) => identifier.toLowerCase().startsWith(origin)));
          const own = origins();
          expect(own.toStored(identifier)).toBe(identifier);
          expect(own.toShown(identifier, 'http://localhost:4400')).toBe(identifier);
        },
      ),
    );
  });

  it('take an origin in any case and leave the case of the path', () => {
    expect(origins().toStored('HTTP://LocalHost:4400/Api/V2/')).toBe('/Api/V2/');
  });

  it('are an issuer each, unless one is fixed', () => {
    expect(origins().issuerAt('https://localhost:4443')).toBe('https://localhost:4443/');
    const fixed = origins('https://tenant.example/');
    expect(fixed.issuerAt('http://localhost:4400')).toBe('https://tenant.example/');
    expect(fixed.toShown('/api/v2/', 'http://localhost:4400')).toBe('https://tenant.example/api/v2/');
    expect(fixed.toStored('https://tenant.example/api/v2/')).toBe('/api/v2/');
    expect(fixed.toStored('http://localhost:4400/api/v2/')).toBe('/api/v2/');
  });
});
