/** No message for people shows a regular expression, a word of schemas or a code name: every rule of every schema has words. */
import { Type } from '@sinclair/typebox';
import { describe, expect, it } from 'vitest';
import { createClientSchema, updateClientSchema } from '../../src-main/contract/entities/client.ts';
import { createClientCredentialSchema } from '../../src-main/contract/entities/client-credential.ts';
import { createClientGrantSchema, updateClientGrantSchema } from '../../src-main/contract/entities/client-grant.ts';
import {
  createResourceServerSchema,
  updateResourceServerSchema,
} from '../../src-main/contract/entities/resource-server.ts';
import { updateSettingsSchema } from '../../src-main/contract/entities/settings.ts';
import { methods } from '../../src-main/contract/methods.ts';
import { seedSchema } from '../../src-main/contract/seed.ts';
import { findViolation } from '../../src-main/tenant/input/check-input.ts';
import { formatWords, patternWords } from '../../src-main/tenant/input/rule-in-words.ts';
import * as file from '../../src-main/tenant/transfer/tokenbench/file-schema.ts';

const schemas: object[] = [
  createClientSchema,
  updateClientSchema,
  createClientCredentialSchema,
  createClientGrantSchema,
  updateClientGrantSchema,
  createResourceServerSchema,
  updateResourceServerSchema,
  updateSettingsSchema,
  seedSchema,
  ...Object.values(methods).map(({ input }) => input),
  ...Object.values(file).filter((one): one is typeof file.outerSchema => typeof one === 'object'),
];

function* nodesOf(schema: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(schema)) for (const one of schema) yield* nodesOf(one);
  else if (typeof schema === 'object' && schema !== null) {
    const node: Record<string, unknown> = { ...schema };
    yield node;
    for (const member of Object.values(node)) yield* nodesOf(member);
  }
}

const nodes = schemas.flatMap((schema) => [...nodesOf(schema)]);
const valuesOf = (name: string) => [
  ...new Set(
    nodes.flatMap((node) =>
      typeof node[name] === 'string' && typeof node.type === 'string' ? [String(node[name])] : [],
    ),
  ),
];

/** What nobody should have to read. */
const jargon = /\^|\$|\\|\[\^|enum|pattern|schema|additional propert|format |undefined|\bnull\b.*\bnull\b|validation/i;

describe('every rule has words', () => {
  it.each(valuesOf('pattern'))('the pattern %s', (pattern) => {
    expect(patternWords[pattern]).toBeDefined();
  });

  it.each(valuesOf('format'))('the format %s', (format) => {
    expect(formatWords[format]).toBeDefined();
  });

  it('and none repeats what has the wrong type: it may be a secret without quotes', () => {
    for (const secret of [17_041_923, 'hush-hush']) {
      expect(
        findViolation(seedSchema, { clients: [{ name: 'A', client_secret: secret, callbacks: secret }] })?.words,
      ).toMatch(/^This has to be a (?:text|list), not a (?:number|text)\.$/);
    }
  });

  it('and no words hold what only programmers read', () => {
    for (const words of Object.values(formatWords)) expect(words).not.toMatch(jargon);
    const wrong = [undefined, null, '', 'x'.repeat(5_000), -1, 1e12, 1.5, true, [], [[]], {}, { nothing_like_it: 1 }];
    const said = new Set<string>();
    const different = new Map(nodes.map((node) => [JSON.stringify(node), node]));
    for (const node of different.values()) {
      if (typeof node.type !== 'string' && !Array.isArray(node.anyOf)) continue;
      const schema = Type.Unsafe(node);
      for (const value of wrong) {
        const violation = findViolation(schema, value);
        if (violation !== undefined) said.add(violation.words);
      }
    }
    expect(said.size).toBeGreaterThan(100);
    for (const words of said) {
      expect(words).toMatch(/\.$/);
      expect(words.replace(/not ".*"\.$/, '')).not.toMatch(
        /\[\^|\\[dws]|enum|pattern|schema|additional propert|undefined/i,
      );
    }
  });
});
