import { Kbd, Modal, Text } from '@mantine/core';
import { useOs } from '@mantine/hooks';
import { Fragment } from 'react';
import classes from './keys-dialog.module.css';
import { places } from './places.ts';

interface KeysDialogProps {
  opened: boolean;
  letterKeys: boolean;
  onClose(): void;
}

/** All shortcuts; nothing is reachable by shortcut alone. */
export function KeysDialog({ opened, letterKeys, onClose }: KeysDialogProps) {
  const mod = useOs() === 'macos' ? '⌘' : 'Ctrl';
  const keys: { keys: string[]; meaning: string }[] = [
    { keys: [mod, 'K'], meaning: 'Search places, actions, applications and APIs' },
    ...places.map(({ letter, name }) => ({ keys: ['g', letter], meaning: `Go to ${name}` })),
    { keys: ['/'], meaning: 'Filter the list, or search where there is none' },
    { keys: [mod, 'Shift', 'X'], meaning: 'All faults off, and the clock real again' },
    { keys: ['?'], meaning: 'This list' },
    { keys: ['Esc'], meaning: 'Close what is open, or leave the token editor' },
  ];
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" size="md">
      <dl className={classes.keys}>
        {keys.map(({ keys: [first, ...rest], meaning }) => (
          <div key={meaning} className={classes.row}>
            <dt className={classes.combination}>
              <Kbd>{first}</Kbd>
              {rest.map((key) => (
                <Fragment key={key}>
                  {first === mod ? ' + ' : ' then '}
                  <Kbd>{key}</Kbd>
                </Fragment>
              ))}
            </dt>
            <dd className={classes.meaning}>{meaning}</dd>
          </div>
        ))}
      </dl>
      <Text c="dimmed" mt="md">
        {letterKeys
          ? 'Single-letter keys are silent while you type; Settings can switch them off.'
          : 'Single-letter keys are switched off in Settings.'}
      </Text>
    </Modal>
  );
}
