import { Button, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Scope } from '#contract/entities/resource-server.ts';
import { reservedScopes } from '#contract/reserved-scopes.ts';
import classes from './permissions.module.css';

interface AddPermissionProps {
  known: readonly Scope[];
  onAdd(scope: Scope): Promise<unknown>;
  /** Several lines were pasted. */
  onPaste(text: string): void;
}

export function AddPermission({ known, onAdd, onPaste }: AddPermissionProps) {
  const [value, setValue] = useState('');
  const [description, setDescription] = useState('');
  const [problem, setProblem] = useState<string>();
  const valueField = useRef<HTMLInputElement>(null);
  const duplicate = known.some((scope) => scope.value === value) ? `This API already defines ${value}.` : undefined;

  async function add(): Promise<void> {
    if (duplicate !== undefined) return;
    try {
      await onAdd(description === '' ? { value } : { value, description });
      setValue('');
      setDescription('');
      valueField.current?.focus();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <form
      className={classes.add}
      aria-label="Add a permission"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextInput
        ref={valueField}
        className={classes.value}
        label="Permission"
        placeholder="read:appointments"
        classNames={{ input: 'mono' }}
        spellCheck={false}
        autoCapitalize="none"
        value={value}
        onChange={(event) => {
          setValue(event.currentTarget.value);
          setProblem(undefined);
        }}
        onPaste={(event) => {
          const text = event.clipboardData.getData('text');
          if (!/[\r\n]./.test(text)) return;
          event.preventDefault();
          onPaste(text);
        }}
        error={duplicate ?? problem}
      />
      <TextInput
        className={classes.text}
        label="Description"
        placeholder="Read appointments"
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <Button type="submit" leftSection={<IconPlus size={15} aria-hidden />} disabled={value === ''}>
        Add
      </Button>
      <div role="status" className={classes.below}>
        {reservedScopes.has(value) && (
          <span className={classes.warning}>
            <IconAlertTriangle size={14} aria-hidden />
            {value} is reserved by OpenID Connect or Auth0. Programs will not treat it as your permission.
          </span>
        )}
      </div>
    </form>
  );
}
