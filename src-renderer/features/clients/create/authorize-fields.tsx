import { Checkbox } from '@mantine/core';
import { useResourceServer } from '../../../bridge/queries/resource-servers.ts';
import { ApiSelect } from '../../../components/api-select.tsx';
import { PermissionPicker } from '../../../components/grants/permission-picker.tsx';
import classes from './create.module.css';

export interface Authorization {
  /** Identifier of the API. */
  audience: string | undefined;
  scope: string[];
  isLater: boolean;
}

export const noAuthorization: Authorization = { audience: undefined, scope: [], isLater: false };

interface AuthorizeFieldsProps {
  value: Authorization;
  onChange(authorization: Authorization): void;
  error: string | undefined;
}

/** The API that a Machine to Machine application calls, and which of its permissions; or a visible "later". */
export function AuthorizeFields({ value, onChange, error }: AuthorizeFieldsProps) {
  const { audience, scope, isLater } = value;
  const chosen = useResourceServer(audience ?? '', audience !== undefined).data;
  const scopes = chosen?.scopes ?? [];
  return (
    <div className={classes.authorize}>
      <ApiSelect
        label="API"
        description="The application can get tokens for this API. You can add more APIs later."
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
        <p className={classes.purpose}>This API has no permissions, so its tokens have no scope.</p>
      )}
      <Checkbox
        label="Authorize later"
        description="Creates no client grant. The application can’t get tokens until you authorize it."
        checked={isLater}
        onChange={(event) => onChange({ ...value, isLater: event.currentTarget.checked })}
      />
    </div>
  );
}
