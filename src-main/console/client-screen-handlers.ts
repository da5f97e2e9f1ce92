/** Handlers for what the screens of the applications ask beside the entities themselves. */
import type { InputOf, OutputOf } from '../contract/method.ts';
import type { clientScreenMethods } from '../contract/methods/client-screens.ts';
import type { TenantRuntime } from '../runtime/tenant-runtime.ts';
import { createAuthorized } from './create-authorized.ts';
import { describeClientUse } from './describe-client-use.ts';
import { listGranted } from './list-granted.ts';

type ScreenMethods = typeof clientScreenMethods;

export type ClientScreenHandlers = {
  [Name in keyof ScreenMethods]: (
    input: InputOf<ScreenMethods[Name]>,
  ) => OutputOf<ScreenMethods[Name]> | Promise<OutputOf<ScreenMethods[Name]>>;
};

export function clientScreenHandlers({ tenant, status }: TenantRuntime): ClientScreenHandlers {
  const { origins } = tenant;
  const showIdentifier = (identifier: string) => origins.toShown(identifier, status().issuer?.replace(/\/$/, '') ?? '');
  return {
    'clients.createAuthorized': async ({ client: wanted, grant }) => {
      if (grant === undefined) {
        const { client_id, name } = await tenant.clients.create(wanted);
        return { client_id, name };
      }
      const made = await createAuthorized(wanted, grant, tenant);
      return { client_id: made.client.client_id, name: made.client.name, grant_id: made.grant.id };
    },
    'clients.listGranted': ({ client_id }) => listGranted(client_id, tenant, showIdentifier),
    'clients.describeUse': ({ client_id }) => describeClientUse(client_id, tenant, showIdentifier),
  };
}
