import type { EntityNoun } from '#contract/events.ts';
import type { Status } from '#contract/methods/tenant.ts';

const words: Record<EntityNoun, { one: string; many: string }> = {
  clients: { one: 'application', many: 'applications' },
  'resource-servers': { one: 'API', many: 'APIs' },
  'client-grants': { one: 'client grant', many: 'client grants' },
  'signing-keys': { one: 'signing key', many: 'signing keys' },
  settings: { one: 'tenant setting', many: 'tenant settings' },
  faults: { one: 'fault', many: 'faults' },
  clock: { one: 'clock', many: 'clocks' },
};

/** "2 applications changed." @param count how many entities */
export function describeChanges(noun: EntityNoun, count: number): string {
  if (noun === 'settings') return 'The tenant settings changed.';
  const { one, many } = words[noun];
  return count === 1 ? `1 ${one} changed.` : `${count.toLocaleString('en')} ${many} changed.`;
}

/** @returns undefined where the state is the one known before: a status also tells of addresses and counts. */
export function describeStatus(before: Status['state'] | undefined, status: Status): string | undefined {
  if (status.state === before || (before === undefined && status.state === 'running')) return undefined;
  switch (status.state) {
    case 'running':
      return `The tenant is running at ${status.issuer ?? status.httpsIssuer ?? 'its addresses'}.`;
    case 'stopped':
      return 'The tenant is stopped. Requests to it fail.';
    case 'failed':
      return status.problem?.message ?? 'The tenant failed to start.';
    case 'starting':
      return undefined;
  }
}
