import { Switch } from '@mantine/core';
import type { ClientGrant, SubjectType } from '#contract/entities/client-grant.ts';
import type { ResourceServer } from '#contract/entities/resource-server.ts';
import type { ClientView } from '../../../bridge/queries/clients.ts';
import { Copyable } from '../../../components/copyable.tsx';
import { ApplicationLink } from '../../../components/entity-links.tsx';
import { GrantSwitch } from '../../../components/grants/grant-switch.tsx';
import { GrantedCount } from '../../../components/grants/granted-count.tsx';
import { PermissionPicker } from '../../../components/grants/permission-picker.tsx';
import { PermissionsDisclosure } from '../../../components/grants/permissions-disclosure.tsx';
import { useGrantChanges } from '../../../components/grants/use-grant-changes.ts';
import classes from './machine-to-machine.module.css';

interface ApplicationRowProps {
  client: ClientView;
  resourceServer: ResourceServer;
  grant: ClientGrant | undefined;
  subject: SubjectType;
  isOpen: boolean;
  onToggle(): void;
}

const cautions = {
  'create:client_grants': 'lets an application extend its own access',
  'update:client_grants': 'lets an application extend its own access',
};

export function ApplicationRow({ client, resourceServer, grant, subject, isOpen, onToggle }: ApplicationRowProps) {
  const scopes = resourceServer.scopes ?? [];
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <GrantSwitch client={client} api={resourceServer} grant={grant} subject={subject} />
        <span className={classes.disclosure}>
          {grant !== undefined && <PermissionsDisclosure name={client.name} isOpen={isOpen} onToggle={onToggle} />}
        </span>
        <span className={classes.name}>
          <ApplicationLink clientId={client.client_id} name={client.name} />
        </span>
        {grant === undefined ? (
          <span className={`${classes.granted} ${classes.dimmed}`}>Not authorized</span>
        ) : (
          <>
            <span className={classes.granted}>
              <GrantedCount
                granted={grant.scope?.length ?? 0}
                defined={scopes.length}
                isAll={grant.allow_all_scopes === true}
              />
            </span>
            <span className={classes.grant}>
              <Copyable value={grant.id} what={`the client grant ID of ${client.name}`} />
            </span>
          </>
        )}
      </div>
      {isOpen && grant !== undefined && (
        <GrantEditor client={client} resourceServer={resourceServer} grant={grant} subject={subject} />
      )}
    </li>
  );
}

function GrantEditor({
  client,
  resourceServer,
  grant,
  subject,
}: Pick<ApplicationRowProps, 'client' | 'resourceServer' | 'subject'> & { grant: ClientGrant }) {
  const { setScope } = useGrantChanges();
  const scopes = resourceServer.scopes ?? [];
  const isAll = grant.allow_all_scopes === true;
  const parties = { client, api: resourceServer, subject };
  const isManagementApi = resourceServer.is_system === true;
  return (
    <div className={classes.editor}>
      <Switch
        size="xs"
        label="Grant all permissions, including future ones"
        checked={isAll}
        disabled={grant.is_system === true || (isManagementApi && !isAll)}
        description={isManagementApi ? 'Not available for a system API: select permissions individually.' : undefined}
        onChange={() => void setScope(grant, isAll ? scopes.map(({ value }) => value) : 'all', parties)}
      />
      {scopes.length === 0 ? (
        <p className={classes.dimmed}>This API has no permissions, so its tokens have no scope.</p>
      ) : (
        <PermissionPicker
          label={`Permissions of ${client.name}`}
          scopes={scopes}
          chosen={isAll ? scopes.map(({ value }) => value) : (grant.scope ?? [])}
          disabled={isAll || grant.is_system === true}
          onChoose={(chosen) => void setScope(grant, chosen, parties)}
          {...(isManagementApi ? { cautions } : {})}
        />
      )}
    </div>
  );
}
