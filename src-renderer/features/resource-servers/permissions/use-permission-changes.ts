/** Changes of an API's permissions, made at once and with a way back. */
import type { ClientGrant } from '#contract/entities/client-grant.ts';
import type { ResourceServer, Scope } from '#contract/entities/resource-server.ts';
import { useUpdateClientGrant } from '../../../bridge/queries/client-grant-changes.ts';
import { useClientGrants } from '../../../bridge/queries/client-grants.ts';
import { useUpdateResourceServer } from '../../../bridge/queries/resource-server-screens.ts';
import { showUndo } from '../../../components/undo-notice.tsx';

export function usePermissionChanges(resourceServer: ResourceServer) {
  const { id, identifier, scopes = [] } = resourceServer;
  const update = useUpdateResourceServer(id);
  const updateGrant = useUpdateClientGrant();
  const grants = (useClientGrants().data ?? []).filter((grant) => grant.audience === identifier);
  const holdersOf = (value: string): ClientGrant[] => grants.filter(({ scope }) => scope?.includes(value));

  /** @throws {ProblemError} what the core refuses, a repeated value first of all */
  const add = (added: Scope[]) => update.mutateAsync({ scopes: [...scopes, ...added] });

  /** @throws {ProblemError} as {@link add} */
  const change = (value: string, changed: Scope) =>
    update.mutateAsync({ scopes: scopes.map((scope) => (scope.value === value ? changed : scope)) });

  async function remove(value: string): Promise<void> {
    const holders = holdersOf(value);
    await update.mutateAsync({ scopes: scopes.filter((scope) => scope.value !== value) });
    showUndo({
      text: `${value} was deleted${holders.length === 0 ? '' : `, also from ${grantCount(holders.length)}`}.`,
      undo: async () => {
        await update.mutateAsync({ scopes });
        for (const { id: grantId, scope = [] } of holders) {
          await updateGrant.mutateAsync({ id: grantId, update: { scope } });
        }
      },
    });
  }

  return { scopes, add, change, remove, holdersOf, isBusy: update.isPending };
}

export function grantCount(count: number): string {
  return count === 1 ? '1 grant' : `${count} grants`;
}
