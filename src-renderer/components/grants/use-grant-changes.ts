/** Authorizing and withdrawing, at once and with a way back; the application, the API and the sentence are said each time. */
import type { ClientGrant, SubjectType } from '#contract/entities/client-grant.ts';
import {
  useCreateClientGrant,
  useRemoveClientGrant,
  useRestoreClientGrant,
  useUpdateClientGrant,
} from '../../bridge/queries/client-grant-changes.ts';
import { showFailure, showUndo } from '../undo-notice.tsx';

export interface GrantParties {
  client: { client_id: string; name: string };
  api: { identifier: string; name?: string | undefined; scopes?: readonly { value: string }[] | undefined };
  /** Whom the grant is for: the application itself, or a person who signs in to it. */
  subject?: SubjectType;
}

/** Permissions that a grant held when it was switched off, for when it is switched on again. */
const lastScopes = new Map<string, string[]>();

export function useGrantChanges() {
  const create = useCreateClientGrant();
  const update = useUpdateClientGrant();
  const remove = useRemoveClientGrant();
  const restore = useRestoreClientGrant();

  async function authorize(parties: GrantParties): Promise<void> {
    const { client, api, subject } = parties;
    const defined = new Set(api.scopes?.map(({ value }) => value));
    const scope = (lastScopes.get(keyOf(parties)) ?? []).filter((value) => defined.has(value));
    try {
      const grant = await create.mutateAsync({
        client_id: client.client_id,
        audience: api.identifier,
        scope,
        ...(subject === 'user' ? { subject_type: subject } : {}),
      });
      showUndo({
        id: noticeOf(parties),
        text: `${client.name} ${subject === 'user' ? 'has user-delegated access to' : 'is authorized for'} ${nameOf(api)}, ${
          scope.length > 0 ? `with the ${counted(scope.length)} it had before` : 'with no permissions yet'
        }.`,
        undo: () => remove.mutateAsync(grant),
      });
    } catch (error) {
      showFailure(`${client.name} could not be authorized`, error);
    }
  }

  async function withdraw(grant: ClientGrant, parties: GrantParties): Promise<void> {
    const { client, api, subject } = parties;
    try {
      await remove.mutateAsync(grant);
      if (grant.scope !== undefined) lastScopes.set(keyOf(parties), grant.scope);
      showUndo({
        id: noticeOf(parties),
        text:
          subject === 'user'
            ? `${client.name} no longer has user-delegated access to ${nameOf(api)}.`
            : `${client.name} can no longer get tokens for ${nameOf(api)}. Tokens already issued stay valid until they expire.`,
        undo: () => restore.mutateAsync(grant),
      });
    } catch (error) {
      showFailure(`${client.name} could not be deauthorized`, error);
    }
  }

  /** @param scope the permissions to hold from now on, or all, later ones included */
  async function setScope(grant: ClientGrant, scope: string[] | 'all', parties: GrantParties): Promise<void> {
    const { client, api } = parties;
    try {
      await update.mutateAsync({ id: grant.id, update: toUpdate(scope) });
      showUndo({
        id: noticeOf(parties),
        text: `${client.name} can now get ${
          scope === 'all' ? 'all permissions' : scope.length === 0 ? 'no permissions' : counted(scope.length)
        } of ${nameOf(api)}.`,
        undo: () =>
          update.mutateAsync({ id: grant.id, update: toUpdate(grant.allow_all_scopes ? 'all' : (grant.scope ?? [])) }),
      });
    } catch (error) {
      showFailure(`The permissions of ${client.name} could not be changed`, error);
    }
  }

  const isBusy = create.isPending || remove.isPending;
  return { authorize, withdraw, setScope, isBusy };
}

function toUpdate(scope: string[] | 'all') {
  return scope === 'all' ? { allow_all_scopes: true, scope: null } : { allow_all_scopes: false, scope };
}

function keyOf({ client, api, subject = 'client' }: GrantParties): string {
  return JSON.stringify([client.client_id, api.identifier, subject]);
}

function noticeOf(parties: GrantParties): string {
  return `grant ${keyOf(parties)}`;
}

function nameOf({ name, identifier }: GrantParties['api']): string {
  return name ?? identifier;
}

function counted(count: number): string {
  return count === 1 ? '1 permission' : `${count} permissions`;
}
