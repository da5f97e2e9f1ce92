/** Which permissions a route needs, where nobody says: from its 403, else by leaving each of them out. */
import { bearer } from './attempt.ts';
import { wordsOf } from './choose-parties.ts';
import type { Conversation } from './conversation.ts';
import type { TokenKit } from './tokens/token-kit.ts';

/** Permissions that are tried one by one at most. */
const most = 60;

/** @param all of the API; with all of them the good token is accepted */
export async function learnScopes(
  all: readonly string[],
  makeKit: (scopes: readonly string[]) => TokenKit,
  { send }: Conversation,
): Promise<readonly string[]> {
  const passes = async (scopes: readonly string[]) =>
    (await send(bearer(makeKit(scopes).token()))).reading === 'accepted';
  const bare = await send(bearer(makeKit([]).token()));
  if (bare.reading === 'accepted') return [];
  const named = wordsOf(/\bscope="([^"]*)"/.exec(bare.headers['www-authenticate'] ?? '')?.[1]);
  if (named.length > 0 && (await passes(named))) return named;
  const needed: string[] = [];
  for (const scope of all.slice(0, most)) {
    if (!(await passes(all.filter((one) => one !== scope)))) needed.push(scope);
  }
  if (needed.length > 0) return needed;
  // Any of several will do.
  for (const scope of all.slice(0, most)) if (await passes([scope])) return [scope];
  return all;
}
