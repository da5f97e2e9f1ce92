/** Chooses the thread: what is long, or slow by its key, is judged in one of its own. */
import type { TokenReport } from '../../contract/entities/token-report.ts';
import type { KeyPlatform } from '../../jwt/ports.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import type { ControlInput } from '../control-requests.ts';
import { runOffThread } from '../off-thread/run-off-thread.ts';
import {
  type CompareInput,
  type Comparison,
  compareGiven,
  type InspectInput,
  type Inspection,
  inspectGiven,
  type Judge,
} from './inspect-given.ts';

/** Characters up to which a text is read in a few milliseconds. */
const shortText = 100_000;
/** Keys are tried under many wrappings. */
const shortKey = 20_000;

export function inspect(given: InspectInput, judge: Judge, platform: KeyPlatform): Promise<Inspection> {
  const { tenant, issuer } = judge;
  if (!isLong(given)) return inspectGiven(given, judge, platform);
  return runOffThread('inspect', { given, ...(issuer === undefined ? {} : { issuer }) }, tenant);
}

/** As the command asks: the first token of each text. */
export async function inspectTexts(wish: ControlInput<'inspect-tokens'>, judge: Judge): Promise<TokenReport[]> {
  const { tenant, issuer } = judge;
  const length = wish.texts.reduce((sum, text) => sum + text.length, 0);
  if (length <= shortText) return inspectGivenTexts(wish, judge);
  return runOffThread('inspectTexts', { wish, ...(issuer === undefined ? {} : { issuer }) }, tenant);
}

export async function compare(given: CompareInput, tenant: Tenant): Promise<Comparison> {
  const isShort = given.left.length + given.right.length <= shortText;
  return isShort ? compareGiven(given) : runOffThread('compare', given, tenant);
}

/** A passphrase is stretched on purpose: a tenth of a second and more. */
function isLong({ text, verifyWith }: InspectInput): boolean {
  if (text.length > shortText) return true;
  if (verifyWith === undefined || verifyWith.kind === 'automatic') return false;
  return verifyWith.text.length > shortKey || (verifyWith.kind === 'key' && /ENCRYPTED/.test(verifyWith.text));
}

import { inspectGivenTexts } from './inspect-texts.ts';
