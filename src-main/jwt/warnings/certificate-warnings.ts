/** Certificates that came with the token or the key: RFC 5280, RFC 7515 §4.1.6. */
import type { TokenWarning } from '../../contract/entities/token-report.ts';
import type { CertificateFacts, Jwk } from '../ports.ts';
import { readSegment } from '../read-segment.ts';
import { warning } from './warning.ts';
import type { WarningContext } from './warning-context.ts';

export function warnOfCertificates(context: WarningContext): TokenWarning[] {
  const { header, outcome, options } = context;
  // A tenant's own certificates say nothing that its keys do not, and its clock may be shifted.
  const isOwn = outcome.key?.source === 'tenant';
  const ofKey = isOwn ? undefined : (outcome.key?.certificate ?? readFirst(outcome.key?.jwk.x5c, context));
  const ofHeader = readFirst(header.x5c, context);
  const jwk = outcome.key?.jwk;
  return [
    ...(ofKey === undefined ? [] : warnOfValidity(ofKey, 'of the key', options.now)),
    ...(ofHeader === undefined ? [] : warnOfValidity(ofHeader, 'in the header', options.now)),
    ...(ofKey === undefined || jwk === undefined || isSameKey(ofKey.jwk, jwk)
      ? []
      : [mismatch('The certificate in the JWK belongs to another key.')]),
    ...(ofHeader === undefined || jwk === undefined || isSameKey(ofHeader.jwk, jwk)
      ? []
      : [mismatch('The certificate in the header (x5c) is of another key than the one that fits.')]),
    ...warnOfThumbprints(context, ofKey ?? ofHeader),
  ];
}

function readFirst(x5c: unknown, { options }: WarningContext): CertificateFacts | undefined {
  const first: unknown = Array.isArray(x5c) ? x5c[0] : undefined;
  if (typeof first !== 'string') return undefined;
  try {
    return options.platform.readCertificate(readSegment(first).bytes);
  } catch {
    return undefined;
  }
}

function warnOfValidity(
  { subject, notBefore, notAfter }: CertificateFacts,
  where: string,
  now: number,
): TokenWarning[] {
  const name = `The certificate ${where} (${subject})`;
  const text =
    Date.parse(notAfter) / 1_000 < now
      ? `${name} expired on ${notAfter.slice(0, 10)}.`
      : Date.parse(notBefore) / 1_000 > now
        ? `${name} is not valid before ${notBefore.slice(0, 10)}.`
        : undefined;
  return text === undefined
    ? []
    : [
        warning('cert-expired', 'warn', text, {
          basis: '5280 §4.1.2.5',
          mend: 'Renew the certificate.',
          place: { part: 'key' },
        }),
      ];
}

function isSameKey(one: Jwk | undefined, other: Jwk): boolean {
  return one === undefined || ['n', 'e', 'x', 'y'].every((member) => one[member] === other[member]);
}

function mismatch(text: string): TokenWarning {
  return warning('cert-mismatch', 'warn', text, { basis: '7515 §4.1.6', place: { part: 'key' } });
}

function warnOfThumbprints(
  { header, outcome }: WarningContext,
  certificate: CertificateFacts | undefined,
): TokenWarning[] {
  const x5t = certificate?.x5t ?? outcome.key?.jwk.x5t;
  const x5tS256 = certificate?.x5tS256 ?? outcome.key?.jwk['x5t#S256'];
  const differs = (named: unknown, known: unknown) =>
    typeof named === 'string' && typeof known === 'string' && named !== known;
  return differs(header.x5t, x5t) || differs(header['x5t#S256'], x5tS256)
    ? [mismatch('The thumbprint in the header is of another certificate than the key has.')]
    : [];
}
