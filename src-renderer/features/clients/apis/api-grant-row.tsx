import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ClientGrant } from '#contract/entities/client-grant.ts';
import type { ResourceServerRow } from '#contract/methods/resource-server-screens.ts';
import type { ClientView } from '../../../bridge/queries/clients.ts';
import { useResourceServer } from '../../../bridge/queries/resource-servers.ts';
import { useRequestToken } from '../../../bridge/queries/tokens.ts';
import { Copyable } from '../../../components/copyable.tsx';
import { ApiLink } from '../../../components/entity-links.tsx';
import { GrantSwitch } from '../../../components/grants/grant-switch.tsx';
import { GrantedCount } from '../../../components/grants/granted-count.tsx';
import { PermissionPicker } from '../../../components/grants/permission-picker.tsx';
import { PermissionsDisclosure } from '../../../components/grants/permissions-disclosure.tsx';
import { useGrantChanges } from '../../../components/grants/use-grant-changes.ts';
import { TokenRun } from '../../../components/token-run.tsx';
import { showFailure } from '../../../components/undo-notice.tsx';
import classes from './apis.module.css';

export type ShownApi = Pick<ResourceServerRow, 'id' | 'name' | 'identifier' | 'permissions'>;

interface ApiGrantRowProps {
  client: ClientView;
  api: ShownApi;
  grant: ClientGrant | undefined;
  /** Whether a token can be asked for from here: with a secret, and allowed to. */
  canAsk: boolean;
  onDebug(token: string): void;
}

/** One API: authorized or not, with which permissions, and a token to try it. */
export function ApiGrantRow({ client, api, grant, canAsk, onDebug }: ApiGrantRowProps) {
  const [isOpen, permissions] = useDisclosure(false);
  const requestToken = useRequestToken();
  const { setScope } = useGrantChanges();
  const { id, identifier, name = identifier } = api;
  // Of the others only how many permissions there are is shown.
  const { scopes = [], is_system: isSystem } = useResourceServer(id, grant !== undefined).data ?? {};
  const chosen = grant?.allow_all_scopes === true ? scopes.map(({ value }) => value) : (grant?.scope ?? []);
  const parties = { client, api: { identifier, name, scopes } };

  async function getToken(): Promise<void> {
    try {
      await requestToken.mutateAsync({ client_id: client.client_id, audience: identifier });
    } catch (error) {
      showFailure(`No token for ${name}`, error);
    }
  }

  return (
    <li className={classes.api}>
      <div className={classes.line}>
        <GrantSwitch grant={grant} {...parties} />
        <span className={classes.disclosure}>
          {grant !== undefined && api.permissions > 0 && (
            <PermissionsDisclosure name={name} isOpen={isOpen} onToggle={permissions.toggle} />
          )}
        </span>
        <span className={classes.name}>
          <ApiLink id={id} name={name} />
          <span className={`mono ${classes.identifier}`}>{identifier}</span>
        </span>
        {grant !== undefined && (
          <span className={classes.tools}>
            <GrantedCount granted={chosen.length} defined={api.permissions} isAll={grant.allow_all_scopes} />
            {canAsk && (
              <Button
                variant="default"
                aria-label={`Get a token for ${name}`}
                loading={requestToken.isPending}
                onClick={() => void getToken()}
              >
                Get a token
              </Button>
            )}
          </span>
        )}
      </div>
      {grant !== undefined && isOpen && (
        <div className={classes.detail}>
          <PermissionPicker
            label={`Permissions of ${name}`}
            scopes={scopes}
            chosen={chosen}
            disabled={grant.is_system === true}
            onChoose={(next) => void setScope(grant, next, parties)}
          />
          <span className={classes.tools}>
            {/* Of a system API permissions are named one by one. */}
            {isSystem !== true && (
              <Button
                variant="default"
                disabled={grant.allow_all_scopes === true || grant.is_system === true}
                onClick={() => void setScope(grant, 'all', parties)}
              >
                All permissions, including future ones
              </Button>
            )}
            <span>
              Client grant <Copyable value={grant.id} what="the client grant ID" />
            </span>
          </span>
        </div>
      )}
      {grant !== undefined && requestToken.data !== undefined && (
        <div className={classes.detail}>
          <TokenRun run={requestToken.data} onDebug={onDebug} />
        </div>
      )}
    </li>
  );
}
