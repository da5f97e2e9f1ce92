/** An ID token beside an access token that it was not issued with. */
import type { TokenWarning } from '../../contract/entities/token-report.ts';
import { compareAccessTokenHash } from '../explain/access-token-hash.ts';
import { warning } from './warning.ts';
import type { WarningContext } from './warning-context.ts';

export function warnOfAccessTokenHash({ header, claims, options }: WarningContext): TokenWarning[] {
  const compared = compareAccessTokenHash(header, claims, options.beside ?? [], options.platform);
  if (compared === undefined || compared.fits) return [];
  return [
    warning(
      'at-hash-mismatch',
      'danger',
      `at_hash is not that of the ${compared.name} beside it: they were not issued together.`,
      {
        basis: 'OIDC Core §3.1.3.6',
        place: { part: 'payload', pointer: '/at_hash' },
        mend: 'Use both tokens from the same token response.',
      },
    ),
  ];
}
