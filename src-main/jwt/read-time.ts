/** Times in tokens, RFC 7519 §2: seconds since 1970 as a number, also with a fraction. */

export interface ReadTime {
  /** Only where the value is a time as the standard writes it. */
  seconds?: number;
  problem?: 'type' | 'milliseconds' | 'microseconds' | 'negative' | 'infinite';
  isFraction?: boolean;
  /** What was meant, probably. */
  meant?: number;
}

export function readTime(value: unknown): ReadTime {
  if (value === undefined) return {};
  if (typeof value !== 'number') {
    const meant = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : undefined;
    return { problem: 'type', ...(meant === undefined ? {} : { meant }) };
  }
  if (!Number.isFinite(value)) return { problem: 'infinite' };
  if (value < 0) return { problem: 'negative' };
  if (value > 1e14) return { seconds: value, problem: 'microseconds', meant: value / 1e6 };
  if (value > 1e11) return { seconds: value, problem: 'milliseconds', meant: value / 1e3 };
  return { seconds: value, ...(Number.isInteger(value) ? {} : { isFraction: true }) };
}
