import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface DownloadButtonProps {
  fileName: string;
  /** Text, or how to get it: a secret is asked for when it is saved, and not before. */
  text: string | (() => Promise<string>);
  type?: 'application/json' | 'application/x-pem-file';
  onSaved?: () => void;
  children: ReactNode;
}

/** Offers a text as a file, by the browser's own way of saving. */
export function DownloadButton({
  fileName,
  text,
  type = 'application/x-pem-file',
  onSaved,
  children,
}: DownloadButtonProps) {
  async function save(): Promise<void> {
    saveFile(fileName, typeof text === 'string' ? text : await text(), type);
    onSaved?.();
  }
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={15} aria-hidden />}
      onClick={() => void save().catch(() => {})}
    >
      {children}
    </Button>
  );
}

export function saveFile(fileName: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser has taken hold of the text once the click was handled.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
