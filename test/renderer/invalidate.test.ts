import { describe, expect, it } from 'vitest';
import { staleAfter } from '../../src-renderer/bridge/invalidate.ts';

describe('what an event makes stale', () => {
  it('is the lists and details of the noun that changed', () => {
    expect(staleAfter({ name: 'changed', payload: { noun: 'clients', ids: ['a'] } })).toEqual(
      expect.arrayContaining(['clients.list', 'clients.get']),
    );
  });

  it('is the verdict on a token, where the keys changed', () => {
    expect(staleAfter({ name: 'changed', payload: { noun: 'signing-keys', ids: ['k'] } })).toContain('tokens.inspect');
  });

  it('is the checklist after an exchange: the counts come with the event', () => {
    expect(staleAfter({ name: 'exchange', payload: { log_id: 'a', recorded: 1, held: 1, unread: 0 } })).toEqual([
      'gettingStarted.get',
    ]);
  });

  it('is nothing where a screen is asked for', () => {
    expect(staleAfter({ name: 'navigate', payload: { path: '/debugger' } })).toEqual([]);
  });
});
