/** Dialogs stay open until a test answers them, as they do until a person does. */
import type {
  MessageBoxOptions,
  MessageBoxReturnValue,
  OpenDialogOptions,
  OpenDialogReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue,
} from 'electron';
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

interface FileDialog {
  options: OpenDialogOptions & SaveDialogOptions;
  /** Without paths it is closed. */
  answer(paths: readonly string[]): void;
}

const fileDialogs: FileDialog[] = [];
let waitingForFiles: ((dialog: FileDialog) => void)[] = [];

function showFileDialog<Answer>(args: unknown[], toAnswer: (paths: readonly string[]) => Answer): Promise<Answer> {
  // With or without a window before the options.
  const options = Object(args.at(-1));
  return new Promise((resolve) => {
    const dialog = { options, answer: (paths: readonly string[]) => resolve(toAnswer(paths)) };
    fileDialogs.push(dialog);
    for (const tell of waitingForFiles) tell(dialog);
    waitingForFiles = [];
  });
}

const showOpenDialog = (...args: unknown[]): Promise<OpenDialogReturnValue> =>
  showFileDialog(args, (paths) => ({ canceled: paths.length === 0, filePaths: [...paths] }));

const showSaveDialog = (...args: unknown[]): Promise<SaveDialogReturnValue> =>
  showFileDialog(args, ([filePath = '']) => ({ canceled: filePath === '', filePath }));

/** The oldest dialog for files that is open, now or as soon as there is one. */
export async function nextFileDialog(): Promise<FileDialog['options']> {
  return (fileDialogs[0] ?? (await new Promise<FileDialog>((resolve) => waitingForFiles.push(resolve)))).options;
}

export function answerFileDialog(paths: readonly string[]): void {
  const dialog = fileDialogs.shift();
  if (dialog === undefined) throw new Error('No dialog for files is open.');
  dialog.answer(paths);
}

export const dialog = { showMessageBox, showMessageBoxSync, showErrorBox, showOpenDialog, showSaveDialog };
