import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLogQuery } from '../../../src-main/http/management/log-query.ts';
import { TenantError } from '../../../src-main/tenant/tenant-error.ts';

const entry = {
  type: 'seccft',
  description: 'Success Exchange',
  client_name: 'Orders worker',
  ip: '127.0.0.1',
  count: 7,
  date: '2026-11-27T08:00:00.000Z',
};

const isFound = (query: string) => parseLogQuery(query)(entry);

describe('the query language of the log', () => {
  it.each([
    ['', true],
    ['type:seccft', true],
    ['type:SECCFT', true],
    ['type:feccft', false],
    ['type:"seccft"', true],
    ['type:sec*', true],
    ['type:*cft', true],
    ['type:*ccf*', true],
    ['type:*', true],
    ['audience:*', false],
    ['type:sec', false],
    ['description:"Success Exchange"', true],
    ['description:"success exchange"', true],
    ['description:Success', false],
    ['count:7', true],
    ['exchange', true],
    ['"orders worker"', true],
    ['refused', false],
    ['nothing:value', false],
    ['type:seccft client_name:Orders*', true],
    ['type:seccft AND client_name:Nobody', false],
    ['type:feccft OR type:seccft', true],
    ['type:feccft OR type:fapi', false],
    ['type:feccft AND ip:127.0.0.1 OR type:seccft', true],
    ['type:seccft OR type:feccft AND ip:nowhere', true],
    ['NOT type:feccft', true],
    ['NOT type:seccft', false],
    ['-type:seccft', false],
    ['type:seccft -ip:127.0.0.1', false],
    ['type:seccft AND NOT client_name:Nobody', true],
  ])('reads %s', (query, expected) => {
    expect(isFound(query)).toBe(expected);
  });

  it.each([
    ['(type:seccft)', true],
    ['type:(seccft OR feccft)', true],
    ['type:(feccft OR fapi)', false],
    ['type:(NOT feccft)', true],
    ['(type:feccft OR type:seccft) AND ip:127.0.0.1', true],
    ['(type:feccft OR type:seccft) AND ip:nowhere', false],
    ['type:feccft || type:seccft && ip:127.0.0.1', true],
    ['!type:feccft', true],
    ['date:[2020-01-01 TO *]', true],
    ['date:[* TO 2020-01-01]', false],
    ['date:[2026-11-27 TO 2026-11-27]', true],
    ['date:{2026-11-27 TO *]', false],
    ['date:>=2026-11-01', true],
    ['date:<2026-11-01', false],
    ['count:[6 TO 10]', true],
    ['count:[8 TO 10]', false],
    ['count:>06', true],
    ['audience:[* TO *]', false],
    ['type:s*c*t', true],
    ['type:s?ccft', true],
    ['type:s?cft', false],
    ['type:cc?t', false],
    ['NOT NOT type:seccft', true],
    [`${'-'.repeat(16_001)}type:seccft`, false],
    ['_exists_:type', true],
    ['_exists_:audience', false],
    [String.raw`client_name:Orders\ worker`, true],
  ])('reads %s', (query, expected) => {
    expect(isFound(query)).toBe(expected);
  });

  it.each([
    '(type:sapi',
    'type:sapi)',
    'type:[1 TO',
    'AND',
    'type:',
    'type:seccft OR',
    'type:"open',
    '"',
    `${'('.repeat(60)}a${')'.repeat(60)}`,
  ])('refuses %s', (query) => {
    expect(() => parseLogQuery(query)).toThrow(TenantError);
  });

  it('reads any text or refuses it, in time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (query) => {
        try {
          expect(typeof isFound(query)).toBe('boolean');
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid_query_string', field: 'q' });
        }
      }),
    );
  });

  it('finds a quoted value wherever it is the whole field', () => {
    const value = fc.string({ minLength: 1 }).filter((text) => !/["*]/.test(text));
    fc.assert(
      fc.property(value, (text) => {
        expect(parseLogQuery(`member:"${text}"`)({ member: text })).toBe(true);
        expect(parseLogQuery(`NOT member:"${text}"`)({ member: text })).toBe(false);
      }),
    );
  });
});
