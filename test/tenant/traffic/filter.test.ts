import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrafficRow } from '../../../src-main/contract/entities/traffic-row.ts';
import {
  filteredValue,
  readTrafficFilter,
  toTrafficTerm,
  trafficFields,
  withFilteredValue,
} from '../../../src-main/contract/traffic-filter.ts';
import { trafficPredicate } from '../../../src-main/tenant/traffic/match-traffic.ts';

const row: TrafficRow = {
  log_id: '900',
  date: '2026-11-21T12:00:00.000Z',
  kind: 'token',
  type: 'feccft',
  outcome: 'refused',
  words: 'Refused: Nightly Job has no client grant for this API',
  method: 'POST',
  url: '/oauth/token',
  status: 403,
  duration: 1.5,
  description: 'Client is not authorized',
  client_id: 'kJ7nightly',
  client_name: 'Nightly Job',
  audience: 'https://appointments.example/',
  api: { id: '6650', name: 'Appointments API' },
};

describe('the filter of the traffic', () => {
  it.each([
    ['', true],
    ['status:403 app:nightly api:appointments outcome:refused', true],
    ['status:4xx', true],
    ['status:5xx', false],
    ['status:40', false],
    ['app:"nightly job"', true],
    ['app:kj7NIGHTLY', true],
    ['app:other', false],
    ['api:6650', true],
    ['api:https://appointments.example/', true],
    ['outcome:ok', false],
    ['-outcome:ok', true],
    ['-kind:token', false],
    ['kind:token method:post path:/oauth type:feccft', true],
    ['client grant', true],
    ['"client grant"', true],
    ['"grant client"', false],
    ['-grant', false],
    ['-', false],
    ['nobody:here', false],
    ['https://nowhere.example/', false],
    ['fault:any', false],
  ])('%j finds the refusal: %s', (filter, isFound) => {
    expect(trafficPredicate(filter)(row)).toBe(isFound);
  });

  it('reads any text, and what it writes it reads back', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...trafficFields), fc.string({ minLength: 1 }), (text, field, value) => {
        expect(() => trafficPredicate(text)(row)).not.toThrow();
        const plain = value.replaceAll('"', '').toLowerCase();
        fc.pre(plain.trim() === plain && plain !== '' && !/\s{2}|[^\S ]/.test(plain));
        const filter = withFilteredValue(text, field, plain);
        expect(filter.endsWith(toTrafficTerm(field, plain))).toBe(true);
        expect(readTrafficFilter(toTrafficTerm(field, plain))).toEqual([{ field, value: plain, isLeftOut: false }]);
        expect(filteredValue(withFilteredValue(filter, field, undefined), field)).toBeUndefined();
      }),
    );
  });
});
