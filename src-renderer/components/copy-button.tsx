import { ActionIcon, Button, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';

/** Milliseconds that "Copied" stays. */
const shown = 2_000;

type CopyState = 'idle' | 'copied' | 'failed';

const words: Record<CopyState, (what: string) => string> = {
  idle: (what) => `Copy ${what}`,
  copied: () => 'Copied',
  failed: () => 'The browser denied access to the clipboard',
};

interface CopyProps {
  /** Text, or how to get it: a secret can be copied without being on screen. */
  value: string | (() => Promise<string>);
  /** What is copied, for its label: "the client ID". */
  what: string;
}

function useCopy(value: CopyProps['value']) {
  const [state, setState] = useState<CopyState>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), shown);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof value === 'string' ? value : await value());
      setState('copied');
    } catch {
      setState('failed');
    }
  }
  return { state, copy };
}

function StateIcon({ state }: { state: CopyState }) {
  if (state === 'copied') return <IconCheck size={15} aria-hidden color="var(--verified)" />;
  if (state === 'failed') return <IconAlertTriangle size={15} aria-hidden color="var(--not-verified)" />;
  return <IconCopy size={15} aria-hidden />;
}

function Announcement({ state }: { state: CopyState }) {
  return <VisuallyHidden role="status">{state === 'idle' ? '' : words[state]('')}</VisuallyHidden>;
}

/** An icon beside a value: 24 px, and the same size when it says "Copied". */
export function CopyIcon({ value, what }: CopyProps) {
  const { state, copy } = useCopy(value);
  return (
    <>
      <Tooltip label={words[state](what)} opened={state === 'idle' ? undefined : true}>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label={words.idle(what)} onClick={copy}>
          <StateIcon state={state} />
        </ActionIcon>
      </Tooltip>
      <Announcement state={state} />
    </>
  );
}

/** A button with its word; its width is that of the longer one. */
export function CopyButton(props: CopyProps & { variant?: 'default' | 'filled' }) {
  return <CopyWordsButton {...props} words="Copy" label={words.idle(props.what)} />;
}

interface CopyWordsProps extends CopyProps {
  variant?: 'default' | 'filled';
  /** On the button. */
  words: string;
  /** For screen readers, where the words on the button say too little. */
  label?: string;
}

/** A button that says what kind of copy it makes. */
export function CopyWordsButton({ value, what, variant = 'default', words: idle, label }: CopyWordsProps) {
  const { state, copy } = useCopy(value);
  return (
    <>
      <Button
        variant={variant}
        miw={92}
        aria-label={label ?? `${idle}: ${what}`}
        leftSection={<StateIcon state={state} />}
        onClick={copy}
      >
        {state === 'copied' ? 'Copied' : state === 'failed' ? 'Refused' : idle}
      </Button>
      <Announcement state={state} />
    </>
  );
}
