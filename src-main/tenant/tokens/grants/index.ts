/** The grant types that the token endpoint serves. Adding one is a file beside this one and a line here. */
import { clientCredentialsGrant } from './client-credentials.ts';
import type { Grant } from './grant.ts';

const grants: readonly Grant[] = [clientCredentialsGrant];

export const servedGrantTypes = grants.map(({ grantType }) => grantType);

export function findGrant(grantType: string): Grant | undefined {
  return grants.find((grant) => grant.grantType === grantType);
}
