import { ActionIcon, Tooltip } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { CopyIcon } from './copy-button.tsx';
import classes from './copyable.module.css';

interface SecretProps {
  /** Reads the secret when it is shown or copied, and not before. */
  read(): Promise<string | undefined>;
  /** "client secret" */
  what: string;
}

/** A secret that stays hidden until a person reveals it, and copies without being revealed. */
export function Secret({ read, what }: SecretProps) {
  const [shown, setShown] = useState<string>();
  const [problem, setProblem] = useState('');

  async function readOrSay(): Promise<string> {
    try {
      const secret = await read();
      if (secret === undefined) throw new Error(`There is no ${what}.`);
      setProblem('');
      return secret;
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  const toggle = async () => setShown(shown === undefined ? await readOrSay().catch(() => undefined) : undefined);
  const label = shown === undefined ? `Reveal the ${what}` : `Hide the ${what}`;
  return (
    <span className={classes.copyable}>
      <span className="mono">{shown ?? '••••••••••••••••'}</span>
      <Tooltip label={label}>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label={label} onClick={toggle}>
          {shown === undefined ? <IconEye size={15} aria-hidden /> : <IconEyeOff size={15} aria-hidden />}
        </ActionIcon>
      </Tooltip>
      <CopyIcon value={readOrSay} what={`the ${what}`} />
      <span role="alert">{problem}</span>
    </span>
  );
}
