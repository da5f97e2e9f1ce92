/** Which key the signature is checked with, as it was filled in. */
import type { SecretEncoding } from '#contract/entities/token-report.ts';
import type { VerifyWith } from '#contract/methods/debugger.ts';
import { createRemembered } from './remembered.ts';

/** What was filled in, of every kind: changing the kind loses nothing. */
export interface KeyChoice {
  kind: 'automatic' | 'key' | 'address' | 'secret';
  keyText: string;
  passphrase: string;
  /** The only key of a set that is tried; empty for all. */
  kid: string;
  secret: string;
  encoding: SecretEncoding;
  address: string;
  served?: { text: string; url?: string | undefined; form?: string | undefined } | undefined;
}

const nothing: KeyChoice = {
  kind: 'automatic',
  keyText: '',
  passphrase: '',
  kid: '',
  secret: '',
  encoding: 'utf8',
  address: '',
};

/** As it was left, without the address and what came from it: another host is asked only by a gesture. */
export const useKeyChoice = createRemembered(nothing, ({ address: _address, served: _served, ...choice }) => ({
  ...choice,
  kind: choice.kind === 'address' ? 'automatic' : choice.kind,
  address: '',
}));

/** What is not filled in yet leaves the tenant's own keys in place. */
export function toVerifyWith({ kind, keyText, passphrase, kid, secret, encoding, served }: KeyChoice): VerifyWith {
  const only = kid === '' ? {} : { kid };
  if (kind === 'key' && keyText.trim() !== '')
    return { kind, text: keyText, ...only, ...(passphrase !== '' && { passphrase }) };
  if (kind === 'secret' && secret !== '') return { kind, text: secret, encoding };
  if (kind === 'address' && served !== undefined)
    return { kind: 'jwks', text: served.text, ...only, ...(served.url !== undefined && { from: served.url }) };
  return { kind: 'automatic' };
}
