/** Quiet exchanges as counts per minute: an API asks for the keys all day long, and nobody reads that. */
import type { TrafficRow } from '#contract/entities/traffic-row.ts';

export interface Fold {
  /** ISO 8601 to the minute. */
  minute: string;
  jwks: number;
  discovery: number;
}

export type TableRow = { row: TrafficRow; fold?: undefined } | { row?: undefined; fold: Fold };

/** @param rows newest first. A fold stands where the newest of its exchanges would. */
export function foldRows(rows: readonly TrafficRow[], isFolding: boolean): TableRow[] {
  if (!isFolding) return rows.map((row) => ({ row }));
  const shown: TableRow[] = [];
  const folds = new Map<string, Fold>();
  for (const row of rows) {
    const { kind, outcome, date } = row;
    if (outcome !== 'ok' || (kind !== 'jwks' && kind !== 'discovery')) {
      shown.push({ row });
      continue;
    }
    const minute = date.slice(0, 16);
    let fold = folds.get(minute);
    if (fold === undefined) {
      fold = { minute, jwks: 0, discovery: 0 };
      folds.set(minute, fold);
      shown.push({ fold });
    }
    fold[kind] += 1;
  }
  return shown;
}

/** `12 fetches of the keys, 3 of the discovery document`. */
export function describeFold({ jwks, discovery }: Fold): string {
  const parts = [
    ...(jwks === 0 ? [] : [`${jwks.toLocaleString('en')} × keys (JWKS)`]),
    ...(discovery === 0 ? [] : [`${discovery.toLocaleString('en')} × discovery document`]),
  ];
  return parts.join(', ');
}
