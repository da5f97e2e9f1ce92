/** A dialog for what cannot be undone: what will happen, the name to type where asked, and focus on Cancel. */
import { Button, Modal, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import classes from './confirm-dialog.module.css';
import { Notice } from './notice.tsx';

interface ConfirmDialogProps {
  opened: boolean;
  onClose(): void;
  title: string;
  /** What will happen, from live data. */
  children: ReactNode;
  /** The word on the button: "Delete". */
  action: string;
  /** Has to be typed before the action. */
  name?: string | undefined;
  /** Held back while what will happen is still being worked out. */
  isReady?: boolean;
  act(): Promise<unknown>;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, onClose, title } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="lg">
      <ConfirmForm {...props} />
    </Modal>
  );
}

function ConfirmForm({ onClose, children, action, name, isReady = true, act }: ConfirmDialogProps) {
  const [typed, setTyped] = useState('');
  const [isActing, setIsActing] = useState(false);
  const [problem, setProblem] = useState('');
  const isConfirmed = name === undefined || typed === name;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!isConfirmed || !isReady || isActing) return;
    setIsActing(true);
    setProblem('');
    try {
      await act();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setIsActing(false);
    }
  }

  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
      <div className={classes.text}>{children}</div>
      {name !== undefined && (
        <TextInput
          label={
            <>
              Type <span className="mono">{name}</span> to confirm
            </>
          }
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      {problem !== '' && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          {problem}
        </Notice>
      )}
      <div className={classes.actions}>
        <Button variant="default" data-autofocus onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" color="red.9" disabled={!isConfirmed || !isReady} loading={isActing}>
          {action}
        </Button>
      </div>
    </form>
  );
}
