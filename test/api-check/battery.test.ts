/** The battery itself: its cases, and that each token differs from the good one in what its case says and in nothing else. */
import { spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { compactVerify, decodeJwt, decodeProtectedHeader } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Attacker, startAttacker } from '../../src-main/api-check/attacker.ts';
import type { Attempt } from '../../src-main/api-check/attempt.ts';
import { battery } from '../../src-main/api-check/cases/index.ts';
import type { CheckCase } from '../../src-main/api-check/check-case.ts';
import { describeFix } from '../../src-main/api-check/fixes.ts';
import { makeCheckKeys } from '../../src-main/api-check/tokens/check-keys.ts';
import { createTokenKit, type TokenKit } from '../../src-main/api-check/tokens/token-kit.ts';
import { checkGroupNames } from '../../src-main/contract/entities/api-check.ts';
import { findPython } from '../clients/run-program.ts';
import { type OrdersTenant, orders, readOrders, startOrdersTenant } from './orders-tenant.ts';

let tenant: OrdersTenant;
let kit: TokenKit;
let attacker: Attacker;
beforeAll(async () => {
  tenant = await startOrdersTenant();
  const api = tenant.tenant.resourceServers.get(orders);
  const keys = await makeCheckKeys(tenant.tenant, api);
  attacker = await startAttacker(keys);
  const facts = {
    issuer: tenant.issuer,
    audience: orders,
    scopes: [readOrders],
    clientId: tenant.client('Worker').client_id,
    otherAudience: 'https://invoices.example/',
    otherClientId: tenant.client('Other Worker').client_id,
    otherScopes: ['write:orders'],
  };
  kit = createTokenKit(tenant.tenant, api, keys, facts, () => Math.floor(Date.now() / 1_000));
});
afterAll(async () => {
  await attacker.close();
  await tenant.close();
});

async function attemptsOf(one: CheckCase): Promise<readonly Attempt[]> {
  return 'send' in one && one.unfit?.(kit) === undefined ? one.send(kit, attacker) : [];
}

describe('the cases', () => {
  it('are some three hundred, each with an id of its own, a reason and a known group', () => {
    const ids = battery.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(290);
    for (const { id, group, why, title, fix, expects, tells } of battery) {
      expect(id).toMatch(/^[a-z0-9-]+$/);
      expect(checkGroupNames).toContain(group);
      expect(why, id).toMatch(/\.$|\)$/);
      expect(title, id).not.toBe('');
      if (fix !== undefined) expect(describeFix(fix, 'other'), id).toBeDefined();
      if (expects === 'either' && tells !== undefined) expect(tells.accepted, id).not.toBe(tells.refused);
    }
  });

  it('send what differs from one another', async () => {
    for (const one of battery) {
      const attempts = await attemptsOf(one);
      // The same good token in several requests, or once more: what differs is around it.
      if (attempts.length < 2 || one.group === 'transport' || one.id === 'replay') continue;
      const texts = attempts.map(({ token, authorization, headers }) =>
        JSON.stringify([token, authorization, headers]),
      );
      expect(new Set(texts).size, one.id).toBe(texts.length);
    }
  });
});

/** Claims that a case changes besides the one that it is named for, because they belong to it. */
const belongs: Record<string, string[]> = {
  'expired-1h': ['exp', 'iat'],
  'iat-future-1h': ['iat', 'exp'],
  'gty-password': ['gty', 'sub'],
  'sub-user-lookalike': ['sub', 'azp'],
  'org-other': ['org_id'],
  'claim-case': ['aud', 'Aud'],
  'id-token-with-api-aud': ['scope', 'nonce', 'at_hash', 'azp'],
  'scp-claim': ['scope', 'scp'],
  'scopes-claim': ['scope', 'scopes'],
  'roles-claim': ['scope', 'roles'],
  'permissions-only': ['scope', 'permissions'],
  'permissions-and-scope-differ': ['permissions'],
  'permissions-string': ['scope', 'permissions'],
};

/** Cases that are another kind of token altogether. */
const otherKinds = ['id-token', 'logout-token', 'client-assertion', 'refresh-token', 'opaque-token'];

/** Of what is signed by the tenant's own key: the names of claims by which it differs from a good token. */
function differences(token: string): string[] {
  const good = kit.claims();
  const claims = decodeJwt<Record<string, unknown>>(token);
  const names = new Set([...Object.keys(good), ...Object.keys(claims)]);
  return [...names].filter((name) => {
    const [one, other] = [good[name], claims[name]];
    const areTimes = ['iat', 'exp'].includes(name) && typeof one === 'number' && typeof other === 'number';
    return areTimes
      ? Math.abs(Number(one) - Number(other)) > 5 && other !== one
      : JSON.stringify(one) !== JSON.stringify(other);
  });
}

describe('the tokens', () => {
  it('are right in everything but the claim that their case is about', async () => {
    for (const one of battery.filter(({ group }) => ['time', 'claims', 'scope'].includes(group))) {
      if (otherKinds.includes(one.id) || one.id === 'scope-before-authentication') continue;
      for (const { token, variant } of await attemptsOf(one)) {
        const found = differences(token ?? '');
        const expected = belongs[/^expired-/.test(one.id) ? 'expired-1h' : one.id] ?? [one.id.split('-')[0] ?? ''];
        // A claim may be as it is in a good token by chance of its value.
        expect(
          found.every((name) => expected.includes(name)),
          `${one.id} ${variant ?? ''}: ${found.join()}`,
        ).toBe(true);
        expect(decodeProtectedHeader(token ?? ''), one.id).toEqual(kit.header);
      }
    }
  });

  it('have a signature that three libraries find right, where nothing but their claims is wrong', async (context) => {
    const key = createPublicKey({ key: { ...kit.keys.current?.publicJwk }, format: 'jwk' });
    const pem = String(key.export({ type: 'spki', format: 'pem' }));
    const tokens: { id: string; token: string }[] = [];
    for (const one of battery.filter(({ group }) => ['control', 'time', 'claims', 'scope'].includes(group))) {
      if (otherKinds.includes(one.id) || one.id === 'scope-before-authentication') continue;
      for (const { token } of await attemptsOf(one)) if (token !== undefined) tokens.push({ id: one.id, token });
    }
    expect(tokens.length).toBeGreaterThan(110);
    for (const { id, token } of tokens) {
      await expect(compactVerify(token, key), id).resolves.toBeDefined();
      // jsonwebtoken refuses times that are no numbers, also where it is told to pass over them.
      const { exp, nbf } = decodeJwt<Record<string, unknown>>(token);
      const isReadable = [exp, nbf].every((time) => time === undefined || typeof time === 'number');
      const options = { algorithms: ['RS256' as const], ignoreExpiration: true, ignoreNotBefore: true };
      if (isReadable) expect(() => jsonwebtoken.verify(token, pem, options), id).not.toThrow();
    }
    const found = await findPython('jwt', 'cryptography');
    if ('missing' in found) return context.skip(found.missing);
    const program = fileURLToPath(new URL('programs/verify-battery.py', import.meta.url));
    const input = [{ pem }, ...tokens].map((line) => JSON.stringify(line)).join('\n');
    const { stdout } = spawnSync(found.python, [program], { input, encoding: 'utf8' });
    const verdicts = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(verdicts).toHaveLength(tokens.length);
    expect(
      verdicts.flatMap(({ is_right, error }, index) => (is_right ? [] : [`${tokens[index]?.id}: ${error}`])),
    ).toEqual([]);
  });
});
