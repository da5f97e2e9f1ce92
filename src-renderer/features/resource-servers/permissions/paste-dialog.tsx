import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Scope } from '#contract/entities/resource-server.ts';
import classes from './permissions.module.css';
import { readPermissionLines } from './read-lines.ts';

interface PasteDialogProps {
  opened: boolean;
  /** What was pasted elsewhere and turned out to be several lines. */
  initial: string;
  known: readonly Scope[];
  onAdd(scopes: Scope[]): Promise<unknown>;
  onClose(): void;
}

export function PasteDialog(props: PasteDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Add several permissions" size={600}>
      <PasteForm {...props} />
    </Modal>
  );
}

function PasteForm({ initial, known, onAdd, onClose }: PasteDialogProps) {
  const [text, setText] = useState(initial);
  const [problem, setProblem] = useState<string>();
  const read = readPermissionLines(text);
  const taken = new Set(known.map(({ value }) => value));
  const fresh = read.filter(
    ({ value }, index) => !taken.has(value) && read.findIndex((one) => one.value === value) === index,
  );
  const skipped = read.length - fresh.length;
  return (
    <form
      className={classes.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        if (fresh.length === 0) return;
        onAdd(fresh).then(onClose, (error: unknown) =>
          setProblem(error instanceof Error ? error.message : String(error)),
        );
      }}
    >
      <Textarea
        data-autofocus
        label="Permissions"
        description="One per line: the permission, a tab or comma, and its description."
        autosize
        minRows={6}
        maxRows={16}
        classNames={{ input: 'mono' }}
        placeholder={'read:appointments\tRead appointments\nwrite:appointments\tMake and change appointments'}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setProblem(undefined);
        }}
        error={problem}
        spellCheck={false}
      />
      <p role="status" className={classes.dimmed}>
        {fresh.length === 1 ? '1 new permission' : `${fresh.length} new permissions`}
        {skipped > 0 && `; ${skipped} ${skipped === 1 ? 'duplicate' : 'duplicates'} skipped`}
      </p>
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" disabled={fresh.length === 0}>
          Add {fresh.length === 1 ? '1 permission' : `${fresh.length} permissions`}
        </Button>
      </div>
    </form>
  );
}
