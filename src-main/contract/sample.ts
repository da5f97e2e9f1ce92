/** By what the sample content is known: the screens mark it, and it can be taken away again without anything else. */

export const sampleIdentifier = 'https://appointments.example/';

/** Under ids of their own, so that an application of the same name is not taken for one. */
export const sampleClientIds = {
  nightlyJob: 'SampleNightlyJob0000000000000001',
  apiExplorer: 'SampleApiExplorer000000000000002',
} as const;

const ids: ReadonlySet<string> = new Set(Object.values(sampleClientIds));

export function isSampleClient(clientId: string): boolean {
  return ids.has(clientId);
}
