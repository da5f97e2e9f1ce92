/** What the dialogs that make something share: their fields, the call that would do the same, and the way out. */
import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import classes from './create.module.css';

interface CreateFormProps {
  onSubmit(): Promise<void>;
  onCancel(): void;
  isCreating: boolean;
  /** Held back while something is known to be wrong. */
  isDisabled?: boolean;
  /** The Management API calls that make the same. */
  calls: ReactNode;
  /** Beside Create. */
  actions?: ReactNode;
  children: ReactNode;
}

export function CreateForm({ onSubmit, onCancel, isCreating, isDisabled, calls, actions, children }: CreateFormProps) {
  const [showsCalls, setShowsCalls] = useState(false);

  function submit(event: FormEvent): void {
    event.preventDefault();
    onSubmit().catch(() => {});
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {children}
      {showsCalls && <div className={classes.calls}>{calls}</div>}
      <CreateActions>
        <Button variant="subtle" aria-expanded={showsCalls} onClick={() => setShowsCalls(!showsCalls)}>
          {showsCalls ? 'Hide the Management API call' : 'Show as Management API call'}
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        {actions}
        <Button type="submit" loading={isCreating} {...(isDisabled === undefined ? {} : { disabled: isDisabled })}>
          Create
        </Button>
      </CreateActions>
    </form>
  );
}

export function CreateActions({ children }: { children: ReactNode }) {
  return <div className={classes.actions}>{children}</div>;
}

/** What a dialog shows after it has made something. */
export function CreateDone({ children }: { children: ReactNode }) {
  return <div className={classes.form}>{children}</div>;
}
