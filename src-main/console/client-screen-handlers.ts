/** Handlers for what the screens of the applications ask beside the entities themselves. */
import type { InputOf, OutputOf } from '../contract/method.ts';
import type { clientScreenMethods } from '../contract/methods/client-screens.ts';
import type { TenantRuntime } from '../runtime/tenant-runtime.ts';
import { describeClientUse } from './describe-client-use.ts';

type ScreenMethods = typeof clientScreenMethods;

export type ClientScreenHandlers = {
  [Name in keyof ScreenMethods]: (
    input: InputOf<ScreenMethods[Name]>,
  ) => OutputOf<ScreenMethods[Name]> | Promise<OutputOf<ScreenMethods[Name]>>;
};

export function clientScreenHandlers({ tenant, status }: TenantRuntime): ClientScreenHandlers {
  const { clients, clientGrants, origins } = tenant;
  const showIdentifier = (identifier: string) => origins.toShown(identifier, status().issuer?.replace(/\/$/, '') ?? '');
  return {
    'clients.createAuthorised': async ({ client: wanted, grant }) => {
      const { client_id, name } = await clients.create(wanted);
      if (grant === undefined) return { client_id, name };
      try {
        return { client_id, name, grant_id: clientGrants.create({ ...grant, client_id }).id };
      } catch (error) {
        clients.remove(client_id);
        throw error;
      }
    },
    'clients.describeUse': ({ client_id }) => describeClientUse(client_id, tenant, showIdentifier),
  };
}
