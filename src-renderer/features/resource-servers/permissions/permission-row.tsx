import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Scope } from '#contract/entities/resource-server.ts';
import { reservedScopes } from '#contract/reserved-scopes.ts';
import { Copyable } from '../../../components/copyable.tsx';
import classes from './permissions.module.css';
import { grantCount } from './use-permission-changes.ts';

interface PermissionRowProps {
  scope: Scope;
  /** Grants that hold it. */
  grants: number;
  /** Absent where permissions are the system's. */
  edit?: { onChange(scope: Scope): Promise<unknown>; onRemove(): void } | undefined;
}

export function PermissionRow({ scope, grants, edit }: PermissionRowProps) {
  const [isEditing, setIsEditing] = useState(false);
  const { value, description } = scope;
  if (isEditing && edit !== undefined) {
    return (
      <li className={classes.row}>
        <EditForm scope={scope} grants={grants} onChange={edit.onChange} onClose={() => setIsEditing(false)} />
      </li>
    );
  }
  return (
    <li className={classes.row} data-permission={value}>
      <span className={classes.value}>
        <Copyable value={value} what={`the permission ${value}`} />
        {reservedScopes.has(value) && (
          <Tooltip label="Reserved by OpenID Connect or Auth0">
            <IconAlertTriangle size={14} color="var(--cannot-verify)" aria-label="Reserved name" />
          </Tooltip>
        )}
      </span>
      <span className={`${classes.text} ${classes.dimmed}`}>{description}</span>
      <span className={classes.end}>
        <span className={classes.dimmed}>{grants === 0 ? 'unused' : `used by ${grantCount(grants)}`}</span>
        {edit && (
          <>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              aria-label={`Edit ${value}`}
              onClick={() => setIsEditing(true)}
            >
              <IconPencil size={15} aria-hidden />
            </ActionIcon>
            <ActionIcon variant="subtle" color="gray" size={24} aria-label={`Delete ${value}`} onClick={edit.onRemove}>
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          </>
        )}
      </span>
    </li>
  );
}

interface EditFormProps {
  scope: Scope;
  grants: number;
  onChange(scope: Scope): Promise<unknown>;
  onClose(): void;
}

function EditForm({ scope, grants, onChange, onClose }: EditFormProps) {
  const [value, setValue] = useState(scope.value);
  const [description, setDescription] = useState(scope.description ?? '');
  const [problem, setProblem] = useState<string>();
  return (
    <form
      className={classes.add}
      aria-label={`Edit ${scope.value}`}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
      onSubmit={(event) => {
        event.preventDefault();
        onChange(description === '' ? { value } : { value, description }).then(onClose, (error: unknown) =>
          setProblem(error instanceof Error ? error.message : String(error)),
        );
      }}
    >
      <TextInput
        className={classes.value}
        aria-label="Permission"
        classNames={{ input: 'mono' }}
        spellCheck={false}
        value={value}
        onChange={(event) => {
          setValue(event.currentTarget.value);
          setProblem(undefined);
        }}
        error={problem}
      />
      <TextInput
        className={classes.text}
        aria-label="Description"
        data-autofocus
        // The pencil that had the focus is gone.
        ref={(field) => field?.focus()}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <span className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" disabled={value === ''}>
          Save
        </Button>
      </span>
      {value !== scope.value && grants > 0 && (
        <div className={`${classes.below} ${classes.warning}`}>
          <IconAlertTriangle size={14} aria-hidden />
          {grantCount(grants)} {grants === 1 ? 'holds' : 'hold'} {scope.value} and will lose it: a renamed permission is
          a different permission.
        </div>
      )}
    </form>
  );
}
