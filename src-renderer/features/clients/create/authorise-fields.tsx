import { Checkbox, Select } from '@mantine/core';
import type { ResourceServer } from '#contract/entities/resource-server.ts';
import { PermissionPicker } from '../../../components/grants/permission-picker.tsx';
import classes from './create.module.css';

export interface Authorisation {
  /** Identifier of the API. */
  audience: string | undefined;
  scope: string[];
  isLater: boolean;
}

export const noAuthorisation: Authorisation = { audience: undefined, scope: [], isLater: false };

interface AuthoriseFieldsProps {
  value: Authorisation;
  onChange(authorisation: Authorisation): void;
  resourceServers: readonly ResourceServer[];
  error: string | undefined;
}

/** The API that a Machine to Machine application calls, and which of its permissions; or a visible "later". */
export function AuthoriseFields({ value, onChange, resourceServers, error }: AuthoriseFieldsProps) {
  const { audience, scope, isLater } = value;
  const chosen = resourceServers.find(({ identifier }) => identifier === audience);
  const scopes = chosen?.scopes ?? [];
  return (
    <div className={classes.authorise}>
      <Select
        label="API"
        description="It can get tokens for this API once it is authorised. More APIs can be added afterwards."
        placeholder="Choose an API"
        searchable
        disabled={isLater}
        comboboxProps={{ withinPortal: false }}
        nothingFoundMessage="No API by that name"
        data={resourceServers.map(({ identifier, name }) => ({
          value: identifier,
          label: name === undefined ? identifier : `${name} (${identifier})`,
        }))}
        value={isLater ? null : (audience ?? null)}
        onChange={(identifier) => onChange({ ...value, audience: identifier ?? undefined, scope: [] })}
        error={error}
      />
      {!isLater && chosen !== undefined && scopes.length > 0 && (
        <PermissionPicker
          label={`Permissions of ${chosen.name ?? chosen.identifier}`}
          scopes={scopes}
          chosen={scope}
          onChoose={(next) => onChange({ ...value, scope: next })}
        />
      )}
      {!isLater && chosen !== undefined && scopes.length === 0 && (
        <p className={classes.purpose}>This API defines no permissions: tokens for it carry no scope.</p>
      )}
      <Checkbox
        label="Authorise later"
        description="The application is made without a grant. Until it has one it can get no token."
        checked={isLater}
        onChange={(event) => onChange({ ...value, isLater: event.currentTarget.checked })}
      />
    </div>
  );
}
