import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventSource } from '../../src-main/tenant/events.ts';
import { Ring } from '../../src-main/tenant/traffic/ring.ts';
import {
  bodyCapacity,
  longestBody,
  type ReportedExchange,
  ringCapacity,
  Traffic,
} from '../../src-main/tenant/traffic/service.ts';

describe('the ring', () => {
  it('holds the last so many, newest first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(fc.nat()), (capacity, items) => {
        const ring = new Ring<number>(capacity);
        for (const item of items) {
          ring.push(item);
          expect(ring.size).toBeLessThanOrEqual(capacity);
        }
        expect([...ring.newestFirst()]).toEqual(items.slice(-capacity).toReversed());
        ring.clear();
        expect([ring.size, [...ring.newestFirst()]]).toEqual([0, []]);
        ring.push(1);
        expect([...ring.newestFirst()]).toEqual([1]);
      }),
    );
  });
});

const exchange: ReportedExchange = {
  kind: 'token',
  type: 'seccft',
  method: 'POST',
  url: '/oauth/token?client_secret=S3CRET',
  hostname: 'localhost:4400',
  ip: '127.0.0.1',
  user_agent: 'test',
  status: 200,
  duration: 1.5,
  description: '',
  request: { headers: 'Authorization\nBasic UzNDUkVU', json: '{"client_secret":"S3CRET"}' },
  response: { headers: {}, json: '{"access_token":"a.b.S3CRET"}' },
};

describe('the traffic', () => {
  it('holds a bounded number of exchanges and counts all', () => {
    const traffic = new Traffic(() => 0, new EventSource());
    for (let count = 0; count < ringCapacity + 5; count += 1) traffic.record({ ...exchange, duration: count });
    const kept = [...traffic.newestFirst()];
    expect([kept.length, traffic.count]).toEqual([ringCapacity, ringCapacity + 5]);
    expect([kept[0]?.duration, kept.at(-1)?.duration]).toEqual([ringCapacity + 4, 5]);
  });

  it('holds a bounded number of characters of bodies, and only the size of a large one', () => {
    const traffic = new Traffic(() => 0, new EventSource());
    const json = JSON.stringify('x'.repeat(longestBody - 2));
    for (let count = 0; count < 1_000; count += 1) traffic.record({ ...exchange, response: { headers: {}, json } });
    expect([...traffic.newestFirst()].length).toBeLessThanOrEqual(bodyCapacity / longestBody);
    traffic.record({ ...exchange, response: { headers: {}, json: `${json} ` } });
    const [newest] = traffic.newestFirst();
    expect(newest?.response.body).toEqual({ omitted: `${longestBody + 1} characters, more than are kept` });
  });

  it('gives ids that sort as text in the order of recording, whatever the clock does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.date({ min: new Date(0), max: new Date('2999-01-01'), noInvalidDate: true })),
        (times) => {
          let now = 0;
          const traffic = new Traffic(() => now, new EventSource());
          for (const time of times) {
            now = time.getTime();
            traffic.record(exchange);
          }
          const ids = [...traffic.newestFirst()].map(({ log_id }) => log_id).toReversed();
          expect(ids.toSorted()).toEqual(ids);
          expect(new Set(ids).size).toBe(ids.length);
          for (const id of ids) {
            expect(id).toMatch(/^900\d{53}$/);
            expect(traffic.get(id).log_id).toBe(id);
          }
        },
      ),
    );
  });

  it('shows no secret and tells listeners the id alone', () => {
    const events = new EventSource();
    const told: unknown[] = [];
    events.on('exchange', (event) => told.push(event));
    const traffic = new Traffic(() => 0, events);
    traffic.record(exchange);
    const [shown] = traffic.newestFirst();
    expect(JSON.stringify(shown)).not.toContain('S3CRET');
    expect(told).toEqual([{ log_id: shown?.log_id }]);
  });

  it('is empty after it was cleared', () => {
    const traffic = new Traffic(() => 0, new EventSource());
    traffic.record(exchange);
    const [{ log_id } = { log_id: '' }] = traffic.newestFirst();
    traffic.clear();
    expect([...traffic.newestFirst()]).toEqual([]);
    expect(() => traffic.get(log_id)).toThrow('Log not found.');
  });
});
