/** Dialogs stay open until a test answers them, as they do until a person does. */
import type { MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import { record } from './journal.ts';

interface OpenDialog {
  options: MessageBoxOptions;
  answer(value: MessageBoxReturnValue): void;
}

const open: OpenDialog[] = [];
let waiting: ((dialog: OpenDialog) => void)[] = [];

/** With or without a window before the options, as Electron takes them. */
function showMessageBox(...args: unknown[]): Promise<MessageBoxReturnValue> {
  const options = args.findLast(isMessageBox);
  if (options === undefined) throw new TypeError('Options for a message box are missing.');
  return new Promise((resolve) => {
    const dialog = { options, answer: resolve };
    open.push(dialog);
    for (const tell of waiting) tell(dialog);
    waiting = [];
  });
}

let presetAnswer: number | undefined;

/** Answered at once: it cannot wait for a test in another process. */
function showMessageBoxSync(...args: unknown[]): number {
  const options = args.findLast(isMessageBox);
  if (options === undefined) throw new TypeError('Options for a message box are missing.');
  record('message-box', options.message);
  return presetAnswer ?? options.cancelId ?? 0;
}

/** What the dialogs that block are answered from now on. */
export function presetDialog(response: number): void {
  presetAnswer = response;
}

function showErrorBox(title: string, content: string): void {
  record('error-box', { title, content });
}

function isMessageBox(value: unknown): value is MessageBoxOptions {
  return typeof value === 'object' && value !== null && 'message' in value;
}

/** The oldest dialog that is open, now or as soon as there is one. */
export async function nextDialog(): Promise<MessageBoxOptions> {
  return (open[0] ?? (await new Promise<OpenDialog>((resolve) => waiting.push(resolve)))).options;
}

export function answerDialog(response: number, checkboxChecked = false): void {
  const dialog = open.shift();
  if (dialog === undefined) throw new Error('No dialog is open.');
  dialog.answer({ response, checkboxChecked });
}

export function countDialogs(): number {
  return open.length;
}

export const dialog = { showMessageBox, showMessageBoxSync, showErrorBox };
