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
    { keys: [mod, 'K'], meaning: 'Search pages, actions, applications, and APIs' },
    ...places.map(({ letter, name }) => ({ keys: ['g', letter], meaning: `Go to ${name}` })),
    { keys: ['/'], meaning: 'Filter the list, or search if the page has none' },
    { keys: [mod, 'Shift', 'X'], meaning: 'Turn off all faults and reset the clock' },
    { keys: ['?'], meaning: 'This list' },
    { keys: ['Esc'], meaning: 'Close the dialog or panel, or leave the token editor' },
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
          ? 'Single-letter shortcuts are off while you type. You can disable them in Settings.'
          : 'Single-letter shortcuts are disabled in Settings.'}
      </Text>
    </Modal>
  );
}
