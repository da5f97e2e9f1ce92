/** Text to and from the clipboard. Where the system refuses, nothing is copied and the application goes on. */
import { clipboard } from 'electron';

export function copyText(text: string): void {
  clipboard.writeText(text).catch(() => undefined);
}

/** Trimmed; empty where there is none. Only to be called on a gesture that asks for it. */
export async function readText(): Promise<string> {
  return (await clipboard.readText().catch(() => '')).trim();
}
