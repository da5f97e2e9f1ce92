import { Checkbox } from '@mantine/core';
import { useResourceServer } from '../../../bridge/queries/resource-servers.ts';
import { ApiSelect } from '../../../components/api-select.tsx';
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
  error: string | undefined;
}

/** The API that a Machine to Machine application calls, and which of its permissions; or a visible "later". */
export function AuthoriseFields({ value, onChange, error }: AuthoriseFieldsProps) {
  const { audience, scope, isLater } = value;
  const chosen = useResourceServer(audience ?? '', audience !== undefined).data;
  const scopes = chosen?.scopes ?? [];
  return (
    <div className={classes.authorise}>
      <ApiSelect
        label="API"
        description="It can get tokens for this API once it is authorised. More APIs can be added afterwards."
        placeholder="Choose an API"
        disabled={isLater}
        value={audience}
        onChange={(identifier) => onChange({ ...value, audience: identifier, scope: [] })}
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
