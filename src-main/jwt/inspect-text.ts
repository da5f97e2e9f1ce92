/** Reports on the first token of a text. */
import type { TokenReport } from '../contract/entities/token-report.ts';
import { findTokens } from './find-token.ts';
import type { InspectOptions } from './inspect-options.ts';
import { inspectToken } from './inspect-token.ts';

/** A text without a token is reported on as one that is none. Never throws. */
export async function inspectText(text: string, options: InspectOptions): Promise<TokenReport> {
  const [found, ...others] = findTokens(text);
  if (found !== undefined) return inspectToken(found, { ...options, beside: others });
  const nothing = { token: text.trim(), form: 'opaque', start: 0, end: text.length, trimmed: [] } as const;
  return inspectToken({ ...nothing, trimmed: [] }, options);
}
