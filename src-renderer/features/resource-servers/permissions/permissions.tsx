import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ResourceServer } from '#contract/entities/resource-server.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Panel } from '../../../components/panel.tsx';
import { showFailure } from '../../../components/undo-notice.tsx';
import { AddPermission } from './add-permission.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import { PermissionRow } from './permission-row.tsx';
import classes from './permissions.module.css';
import { usePermissionChanges } from './use-permission-changes.ts';

interface PermissionsProps {
  resourceServer: ResourceServer;
  isPasting: boolean;
  onPasting(isPasting: boolean): void;
}

/** Rows from which on there is a filter. */
const many = 12;

/** Rows drawn at once, and with each "Show more". */
const step = 60;

/** The permissions that the API defines; an older name for them is scopes. */
export function Permissions({ resourceServer, isPasting, onPasting }: PermissionsProps) {
  const { scopes, add, change, remove, holdersOf } = usePermissionChanges(resourceServer);
  const [pasted, setPasted] = useState('');
  const [filter, setFilter] = useState('');
  const [limit, setLimit] = useState(step);
  const list = useRef<HTMLUListElement>(null);
  const isSystem = resourceServer.is_system === true;
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = scopes.filter(({ value, description = '' }) => {
    const text = `${value} ${description}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });

  async function removeAndFocusNext(value: string): Promise<void> {
    const at = shown.findIndex((scope) => scope.value === value);
    try {
      await remove(value);
    } catch (error) {
      showFailure(`${value} could not be deleted`, error);
      return;
    }
    const next = shown[at + 1] ?? shown[at - 1];
    const row = [...(list.current?.querySelectorAll<HTMLElement>('[data-permission]') ?? [])].find(
      (one) => one.dataset.permission === next?.value,
    );
    row?.querySelector<HTMLElement>('button[aria-label^="Delete"]')?.focus();
  }

  return (
    <Panel
      title={scopes.length === 0 ? 'Permissions' : `Permissions (${scopes.length})`}
      actions={
        !isSystem && (
          <Button
            variant="default"
            onClick={() => {
              setPasted('');
              onPasting(true);
            }}
          >
            Paste several
          </Button>
        )
      }
    >
      {isSystem ? (
        <p className={classes.dimmed}>You can’t add or delete permissions of a system API.</p>
      ) : (
        <AddPermission
          known={scopes}
          onAdd={(scope) => add([scope])}
          onPaste={(text) => {
            setPasted(text);
            onPasting(true);
          }}
        />
      )}
      {scopes.length >= many && (
        <TextInput
          data-list-filter
          className={classes.filter}
          size="xs"
          aria-label="Filter the permissions"
          placeholder="Filter permissions"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      )}
      {scopes.length === 0 ? (
        <Empty
          onAdd={(example) =>
            void add(example).catch((error: unknown) => showFailure('They could not be added', error))
          }
        />
      ) : (
        <ul ref={list} className={classes.list}>
          {shown.slice(0, limit).map((scope) => (
            <PermissionRow
              key={scope.value}
              scope={scope}
              grants={holdersOf(scope.value).length}
              edit={
                isSystem
                  ? undefined
                  : {
                      onChange: (changed) => change(scope.value, changed),
                      onRemove: () => void removeAndFocusNext(scope.value),
                    }
              }
            />
          ))}
        </ul>
      )}
      {shown.length === 0 && scopes.length > 0 && <p className={classes.dimmed}>No permission matches “{filter}”.</p>}
      {shown.length > limit && (
        <Button variant="default" onClick={() => setLimit(limit + step)}>
          Show {Math.min(step, shown.length - limit)} more of {shown.length.toLocaleString('en')}
        </Button>
      )}
      <PasteDialog
        opened={isPasting && !isSystem}
        initial={pasted}
        known={scopes}
        onAdd={add}
        onClose={() => onPasting(false)}
      />
    </Panel>
  );
}

const example = [
  { value: 'read:appointments', description: 'Read appointments' },
  { value: 'write:appointments', description: 'Make and change appointments' },
];

function Empty({ onAdd }: { onAdd(scopes: typeof example): void }) {
  return (
    <EmptyState title="This API has no permissions">
      <p>
        That’s fine: its tokens then have no <span className="mono">scope</span>. A permission names an action on a
        resource: <span className="mono">read:appointments</span> to read,{' '}
        <span className="mono">write:appointments</span> to change.
      </p>
      <Button variant="default" onClick={() => onAdd(example)}>
        Add read:appointments and write:appointments
      </Button>
    </EmptyState>
  );
}
