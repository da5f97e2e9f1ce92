/** `jose`: a verifier of one's own on a remote key set, with the library's defaults (keys kept for 10 min, cooldown 30 s). */
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { orders, startTrustedTenant, type TrustedTenant } from './trusted-tenant.ts';

describe('jose with createRemoteJWKSet', () => {
  let tenant: TrustedTenant;
  beforeAll(async () => {
    tenant = await startTrustedTenant();
  });
  afterAll(() => tenant.close());

  const createVerifier = (origin: string) => {
    const keySet = createRemoteJWKSet(new URL(`${origin}/.well-known/jwks.json`));
    return (token: string) => jwtVerify(token, keySet, { issuer: `${origin}/`, audience: orders });
  };
  const rotate = () => tenant.api('POST', '/keys/signing/rotate');
  const signWith = (signing_alg: string) =>
    tenant.api('PATCH', `/resource-servers/${encodeURIComponent(orders)}`, { signing_alg });
  const leaveAlgOut = (remove_alg_from_jwks: boolean) =>
    tenant.api('PATCH', '/tenants/settings', { flags: { remove_alg_from_jwks } });

  it.each(['http', 'https'])('verifies a token over %s', async (scheme) => {
    const origin = scheme === 'https' ? tenant.httpsOrigin : tenant.origin;
    const { payload, protectedHeader } = await createVerifier(origin)(await tenant.tokenFrom(origin));
    expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'JWT' });
    expect(payload).toMatchObject({ iss: `${origin}/`, aud: orders, scope: 'read:orders write:orders' });
  });

  it('refuses a token of another audience, another issuer, or with a changed payload', async () => {
    const verify = createVerifier(tenant.origin);
    const [header, payload, signature] = (await tenant.tokenFrom(tenant.origin)).split('.');
    const widened = Buffer.from(String(payload), 'base64url').toString().replace('read:orders', 'all:orders');
    await expect(verify([header, Buffer.from(widened).toString('base64url'), signature].join('.'))).rejects.toThrow(
      errors.JWSSignatureVerificationFailed,
    );
    await expect(verify(await tenant.tokenFrom(tenant.httpsOrigin))).rejects.toThrow('unexpected "iss" claim value');
    await expect(verify(await tenant.managementToken('read:clients'))).rejects.toThrow('unexpected "aud" claim value');
  });

  describe('with the other RSA algorithms', () => {
    afterEach(async () => {
      await signWith('RS256');
      await leaveAlgOut(false);
    });

    it.each(['RS256', 'RS512', 'PS256'])('verifies %s where the tenant leaves alg out of its key set', async (alg) => {
      await leaveAlgOut(true);
      await signWith(alg);
      const token = await tenant.tokenFrom(tenant.origin);
      expect((await createVerifier(tenant.origin)(token)).protectedHeader.alg).toBe(alg);
    });

    it.each(['RS512', 'PS256'])(
      'finds no key for %s while the key set says RS256, as with the service',
      async (alg) => {
        await signWith(alg);
        const token = await tenant.tokenFrom(tenant.origin);
        await expect(createVerifier(tenant.origin)(token)).rejects.toThrow(errors.JWKSNoMatchingKey);
      },
    );
  });

  describe('when the keys rotate', () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['Date'] });
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    it('goes on with what it has: the next key was in the key set before its first token', async () => {
      const verify = createVerifier(tenant.origin);
      const before = await tenant.tokenFrom(tenant.origin);
      await verify(before);
      await rotate();
      const after = await tenant.tokenFrom(tenant.origin);
      expect((await verify(after)).protectedHeader.kid).not.toBe((await verify(before)).protectedHeader.kid);
    });

    it('knows a key of a second rotation once its cooldown of 30 s is over', async () => {
      const verify = createVerifier(tenant.origin);
      await verify(await tenant.tokenFrom(tenant.origin));
      await rotate();
      await rotate();
      const token = await tenant.tokenFrom(tenant.origin);
      await expect(verify(token)).rejects.toThrow(errors.JWKSNoMatchingKey);
      vi.advanceTimersByTime(31_000);
      await expect(verify(token)).resolves.toMatchObject({ payload: { aud: orders } });
    });

    it('refuses a token of a revoked key', async () => {
      const verify = createVerifier(tenant.origin);
      const token = await tenant.tokenFrom(tenant.origin);
      const kid = (await verify(token)).protectedHeader.kid;
      await rotate();
      expect((await tenant.api('PUT', `/keys/signing/${kid}/revoke`)).status).toBe(200);
      await expect(createVerifier(tenant.origin)(token)).rejects.toThrow(errors.JWKSNoMatchingKey);
    });
  });
});
