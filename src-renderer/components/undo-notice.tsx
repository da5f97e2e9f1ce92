/** A change that was made at once, with its way back for ten seconds. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import classes from './undo-notice.module.css';

/** Milliseconds. */
const offered = 10_000;

interface Undoable {
  /** A second notice of the same id takes the place of the first. */
  id?: string;
  /** What was done, in a sentence; never with a secret in it. */
  text: string;
  undo(): Promise<unknown>;
}

let last = 0;

export function showUndo({ id, text, undo }: Undoable): void {
  last += 1;
  const shownId = id ?? `undo-${last}`;
  notifications.hide(shownId);
  notifications.show({
    id: shownId,
    message: (
      <span className={classes.notice}>
        <span>{text}</span>
        <Button
          variant="default"
          onClick={() => {
            notifications.hide(shownId);
            undo().catch((error: unknown) => showFailure('This could not be undone', error));
          }}
        >
          Undo
        </Button>
      </span>
    ),
    withBorder: true,
    autoClose: offered,
    role: 'status',
    'aria-label': 'Notification',
    closeButtonProps: { 'aria-label': 'Dismiss' },
  });
}

/** Something that was done, without a way back. */
export function showDone(text: string): void {
  notifications.show({
    message: text,
    withBorder: true,
    autoClose: 5_000,
    role: 'status',
    'aria-label': 'Notification',
    closeButtonProps: { 'aria-label': 'Dismiss' },
  });
}

/** Stays until it is dismissed. @param what "The grant could not be changed" */
export function showFailure(what: string, error: unknown): void {
  notifications.show({
    message: `${what}: ${error instanceof Error ? error.message : String(error)}`,
    color: 'red',
    withBorder: true,
    autoClose: false,
    role: 'alert',
    'aria-label': 'Notification',
    closeButtonProps: { 'aria-label': 'Dismiss' },
  });
}
