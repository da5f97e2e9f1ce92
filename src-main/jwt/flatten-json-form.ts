/** The JSON serializations of RFC 7515 §7.2 and RFC 7516 §7.2 as far as the compact form can say the same. */
import type { FoundToken } from '../contract/entities/token-report.ts';

export function flattenJsonForm(found: FoundToken): FoundToken {
  if (found.form === 'jws_json') return flattenSigned(found);
  return found.form === 'jwe_json' ? flattenEncrypted(found) : found;
}

/** The first signature; a header that is not protected has no place in the compact form. */
function flattenSigned(found: FoundToken): FoundToken {
  const { payload, protected: outer, signature, signatures } = read(found.token);
  const first: unknown = Array.isArray(signatures) ? signatures[0] : { protected: outer, signature };
  if (typeof first !== 'object' || first === null) return found;
  const { protected: header, signature: text } = { protected: '', signature: '', ...first };
  return { ...found, form: 'jws', token: `${String(header)}.${String(payload)}.${String(text)}` };
}

function flattenEncrypted(found: FoundToken): FoundToken {
  const { protected: header, encrypted_key, iv, ciphertext, tag, recipients } = read(found.token);
  const first: unknown = Array.isArray(recipients) ? recipients[0] : {};
  const inRecipient =
    typeof first === 'object' && first !== null && 'encrypted_key' in first ? first.encrypted_key : '';
  return {
    ...found,
    form: 'jwe',
    token: [header, encrypted_key ?? inRecipient, iv, ciphertext, tag]
      .map((part) => (typeof part === 'string' ? part : ''))
      .join('.'),
  };
}

function read(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
