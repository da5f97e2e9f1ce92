import { describe, expect, it } from 'vitest';
import { buildSequence, type Run } from '../../src-renderer/features/welcome/sequence.ts';

const checklist = { jwksFetched: false };
const message = { startLine: '', headers: [], body: '' };
const nothing = { example: undefined, status: undefined, run: undefined, isRunning: false, checklist };

const issued: Run = {
  request: message,
  response: message,
  status: 200,
  duration: 4.7,
  token: { token: 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln', kind: 'jwt', payload: {}, verdict: 'verified', reason: '' },
};
const refused: Run = {
  request: message,
  response: { ...message, body: '{"error":"access_denied"}' },
  status: 403,
  duration: 1,
  hint: 'Authorize the application.',
};

const states = (input: Parameters<typeof buildSequence>[0]) => buildSequence(input).map(({ state }) => state);

describe('the steps of the client credentials exchange', () => {
  it('wait until something runs, and claim nothing about other programs', () => {
    expect(states(nothing)).toEqual(['waiting', 'waiting', 'yours', 'yours', 'yours']);
  });

  it('light up only as far as the run went', () => {
    expect(states({ ...nothing, run: issued })).toEqual(['done', 'done', 'yours', 'yours', 'yours']);
  });

  it('mark the step that refused, with the mend on it', () => {
    const [, answer] = buildSequence({ ...nothing, run: refused });
    expect(answer).toMatchObject({
      state: 'refused',
      value: '403 access_denied',
      mend: 'Authorize the application.',
    });
  });

  it('forget the last run while the next one is under way', () => {
    expect(states({ ...nothing, run: refused, isRunning: true }).slice(0, 2)).toEqual(['running', 'waiting']);
  });

  it('tick the fetch of the keys once another program made it', () => {
    expect(states({ ...nothing, checklist: { jwksFetched: true } })[3]).toBe('done');
  });
});
