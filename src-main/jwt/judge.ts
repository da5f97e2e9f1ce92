/** The verdict of all checks together, and how it is put into words. */
import type { TokenCheck, TokenForm, Verdict } from '../contract/entities/token-report.ts';

export function judge(
  checks: readonly TokenCheck[],
  isJwt: boolean,
  form: TokenForm,
): { verdict: Verdict; summary: string } {
  const find = (name: TokenCheck['check']) => checks.find(({ check }) => check === name);
  const structure = find('structure');
  const signature = find('signature');
  if (!isJwt || form === 'opaque' || form === 'paseto')
    return { verdict: 'not_a_jwt', summary: structure?.reason ?? 'This is not a JSON Web Token.' };
  const failures = checks.filter(({ result }) => result === 'failed');
  const complaints = failures.filter(({ check }) => check !== 'signature').map(complain);
  if (signature?.result === 'passed') {
    const [only] = failures;
    if (failures.length === 1 && only?.check === 'key')
      return { verdict: 'not_verified', summary: `Signature is correct, but libraries reject it: ${only.reason}` };
    return failures.length === 0
      ? { verdict: 'verified', summary: signature.reason }
      : { verdict: 'not_verified', summary: `Signature good, but ${join(complaints)}.` };
  }
  const more = complaints.length === 0 ? '' : ` It is also ${join(complaints)}.`;
  if (signature?.result === 'failed') return { verdict: 'not_verified', summary: `${signature.reason}${more}` };
  return { verdict: 'cannot_verify', summary: `${signature?.reason ?? 'Cannot verify.'}${more}` };
}

function complain({ check, reason }: TokenCheck): string {
  switch (check) {
    case 'structure':
      return 'of a damaged form';
    case 'issuer':
      return 'of another issuer';
    case 'audience':
      return 'for another API';
    case 'times':
      return reason.startsWith('Expired')
        ? 'expired'
        : reason.startsWith('Not valid yet')
          ? 'not valid yet'
          : reason.startsWith('The login')
            ? 'of a login that is too old'
            : 'without usable times';
    case 'type':
      return 'of another type';
    case 'scopes':
      return 'without the scopes that are needed';
    case 'signature':
      return 'wrongly signed';
    case 'key':
      return 'by a key that libraries refuse';
  }
}

function join(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
