import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventSource } from '../../../src-main/tenant/events.ts';
import { Ring } from '../../../src-main/tenant/traffic/ring.ts';
import {
  arenaCapacity,
  longestBody,
  type ReportedExchange,
  ringCapacity,
  Traffic,
} from '../../../src-main/tenant/traffic/service.ts';
import { TextArena } from '../../../src-main/tenant/traffic/text-arena.ts';

function newestFirst(ring: Ring<number>): number[] {
  return Array.from({ length: ring.size }, (_, distance) => ring.fromNewest(distance) ?? Number.NaN);
}

describe('the ring', () => {
  it('holds the last so many, newest first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(fc.nat()), (capacity, items) => {
        const ring = new Ring<number>(capacity);
        for (const item of items) {
          ring.push(item);
          expect(ring.size).toBeLessThanOrEqual(capacity);
        }
        expect([...newestFirst(ring)]).toEqual(items.slice(-capacity).toReversed());
        ring.clear();
        expect([ring.size, [...newestFirst(ring)]]).toEqual([0, []]);
        ring.push(1);
        expect([...newestFirst(ring)]).toEqual([1]);
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

describe('a repetition', () => {
  it('is kept with what is its own, until its first is about to go', () => {
    const traffic = new Traffic(() => 1_700_000_000_000, new EventSource());
    const large = { ...exchange, response: { headers: {}, json: JSON.stringify('x'.repeat(longestBody - 2)) } };
    const first = traffic.record(exchange);
    let mayGoOn = traffic.repeat(first, { duration: 0.25 });
    expect(mayGoOn).toBe(true);
    const [repetition] = traffic.newestFirst();
    expect(repetition).toMatchObject({ url: '/oauth/token?client_secret=***', duration: 0.25, status: 200 });
    for (let written = 0; written < arenaCapacity / 2; written += longestBody) traffic.record(large);
    mayGoOn = traffic.repeat(first, { duration: 0.5 });
    expect(mayGoOn).toBe(false);
    expect(
      [...traffic.newestFirst()].filter(({ kind, duration }) => kind === 'token' && duration === 0.5),
    ).toHaveLength(1);
    for (let written = 0; written < arenaCapacity / 2; written += longestBody) traffic.record(large);
    // The first is written over, and its repetitions with it; what came between is still there.
    const held = [...traffic.newestFirst()];
    expect(held.every(({ duration }) => duration === exchange.duration)).toBe(true);
    expect(held.length).toBeGreaterThan(arenaCapacity / longestBody / 2);
  });
});

describe('the arena', () => {
  it('gives back what was written until it is written over', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: 'binary', maxLength: 8 }), { maxLength: 4 })), (writes) => {
        const arena = new TextArena(128);
        const places = writes.map((texts) => ({ texts, place: arena.write(texts) }));
        const held = places.filter(({ place }) => arena.holds(place));
        for (const { texts, place } of held)
          expect(arena.read(place)).toEqual(texts.map((text) => text.toWellFormed()));
        expect(held).toEqual(places.slice(places.length - held.length));
      }),
    );
  });
});

describe('the traffic', () => {
  it('holds a bounded number of exchanges and counts all', () => {
    const traffic = new Traffic(() => 0, new EventSource());
    for (let count = 0; count < ringCapacity + 5; count += 1) traffic.record({ ...exchange, duration: count });
    const kept = [...traffic.newestFirst()];
    expect([kept.length, traffic.count]).toEqual([ringCapacity, ringCapacity + 5]);
    expect([kept[0]?.duration, kept.at(-1)?.duration]).toEqual([ringCapacity + 4, 5]);
  });

  it('takes a bounded amount of memory, and of a large body keeps only the size', () => {
    const traffic = new Traffic(() => 0, new EventSource());
    const json = JSON.stringify('x'.repeat(longestBody - 2));
    const count = Math.ceil(arenaCapacity / longestBody) * 2;
    for (let number = 1; number <= count; number += 1) {
      traffic.record({ ...exchange, duration: number, response: { headers: {}, json } });
    }
    const kept = [...traffic.newestFirst()];
    expect(kept.length).toBeGreaterThan(count / 3);
    expect(kept.length).toBeLessThanOrEqual(arenaCapacity / longestBody);
    expect(kept.map(({ duration }) => duration)).toEqual(kept.map((_, index) => count - index));
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

  it('shows no secret and tells listeners no more than its id, kind and status', () => {
    const events = new EventSource();
    const told: unknown[] = [];
    events.on('exchange', (event) => told.push(event));
    const traffic = new Traffic(() => 0, events);
    traffic.record(exchange);
    const [shown] = traffic.newestFirst();
    expect(JSON.stringify(shown)).not.toContain('S3CRET');
    expect(told).toEqual([{ log_id: shown?.log_id, kind: 'token', status: 200 }]);
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
