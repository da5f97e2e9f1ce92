/** What the application did that leaves no trace in a page, in order, for tests to read. */
export interface JournalEntry {
  about: string;
  what: unknown;
}

const entries: JournalEntry[] = [];

export function record(about: string, what: unknown): void {
  const entry = { about, what };
  entries.push(entry);
  // The last words of a process that ends would otherwise be lost with it.
  if (process.connected) process.send?.({ journal: entry });
}

export function readJournal(): readonly JournalEntry[] {
  return entries;
}
