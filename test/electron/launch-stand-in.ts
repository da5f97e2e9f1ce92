/** Starts the built desktop application with the stand-in for Electron, and joins its window. */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { Message, Order } from './stand-in/answer-tests.ts';
import type { Commands } from './stand-in/commands.ts';

export interface StandInOptions {
  dataFolder: string;
  /** Arguments of the application. */
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** The built main side, `out/desktop/main.js` unless another is given. */
  entry?: string;
}

/** Each command of the stand-in, answered from the other process. */
export type MainSide = {
  [Name in keyof Commands]: (...args: Parameters<Commands[Name]>) => Promise<Awaited<ReturnType<Commands[Name]>>>;
};

export interface StartedStandIn {
  main: MainSide;
  /** The window's page, once the application has loaded it. */
  firstPage(): Promise<Page>;
  /** What the application did that shows in no page, in order. */
  journal: readonly { about: string; what: unknown }[];
  /** What it wrote to its standard error. */
  errors(): string;
  /** Its exit code. */
  exited: Promise<number | null>;
  close(): Promise<void>;
}

export interface LaunchedStandIn extends StartedStandIn {
  page: Page;
}

export const builtMain = fileURLToPath(new URL('../../out/desktop/main.js', import.meta.url));
const runner = fileURLToPath(new URL('stand-in/run.ts', import.meta.url));

/** Any free port and no HTTPS, so that tests can run side by side. */
export const quietPorts = ['--port=0', '--https-port=off'];

export async function launchStandIn(options: StandInOptions): Promise<LaunchedStandIn> {
  const started = startStandIn(options);
  try {
    return { ...started, page: await started.firstPage() };
  } catch (error) {
    await started.close();
    throw new Error(`${String(error)}\n${started.errors()}`);
  }
}

/** Without waiting for a window: for starts that should have none. */
export function startStandIn({
  dataFolder,
  args = quietPorts,
  env = {},
  entry = builtMain,
}: StandInOptions): StartedStandIn {
  const child = fork(runner, [entry, `--data=${dataFolder}`, ...args], {
    execPath: nodeThatCanStandIn(),
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  const talk = talkTo(child);
  let browser: Browser | undefined;
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return {
    main: talk.main,
    journal: talk.journal,
    exited,
    errors: () => errors,
    async firstPage() {
      const address = await untilExit(talk.address, exited);
      await untilExit(talk.main.whenLoaded(), exited);
      browser = await chromium.connectOverCDP(address);
      const page = browser
        .contexts()
        .flatMap((context) => context.pages())
        .find((candidate) => candidate.url().startsWith('https://console.app.standin/'));
      if (page === undefined) throw new Error('The application has no window with its screens.');
      return page;
    },
    async close() {
      await browser?.close().catch(() => undefined);
      if (child.exitCode === null && child.connected) child.disconnect();
      await exited;
    },
  };
}

function talkTo(child: ChildProcess): {
  main: MainSide;
  journal: { about: string; what: unknown }[];
  address: Promise<string>;
} {
  const waiting = new Map<number, (answer: { value?: unknown; error?: string }) => void>();
  const journal: { about: string; what: unknown }[] = [];
  const address = Promise.withResolvers<string>();
  let last = 0;
  child.on('message', (message: Message) => {
    if ('address' in message) address.resolve(message.address);
    else if ('journal' in message) journal.push(message.journal);
    else {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
  });
  child.once('exit', () => {
    for (const answer of waiting.values()) answer({ error: 'The application ended.' });
  });
  const ask = (command: string, args: unknown[]) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, ({ value, error }) => (error === undefined ? resolve(value) : reject(new Error(error))));
      child.send({ id: last, command, args } satisfies Order, (error) => error && reject(error));
    });
  return { main: mainSide(ask), journal, address: address.promise };
}

function mainSide(ask: (command: string, args: unknown[]) => Promise<unknown>): MainSide {
  const orders = new Proxy(
    {},
    {
      get:
        (_, command) =>
        (...args: unknown[]) =>
          ask(String(command), args),
    },
  );
  if (!isMainSide(orders)) throw new TypeError('A proxy is an object.');
  return orders;
}

function isMainSide(value: object): value is MainSide {
  return typeof value === 'object';
}

async function untilExit<Value>(promise: Promise<Value>, exited: Promise<unknown>): Promise<Value> {
  promise.catch(() => undefined);
  return Promise.race([
    promise,
    exited.then((code) => {
      throw new Error(`The application ended with ${String(code)} before it had a window.`);
    }),
  ]);
}

/** Module hooks need Node 22.15: the one that the development dependency brings, whatever runs the tests. */
function nodeThatCanStandIn(): string {
  const own = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));
  return existsSync(own) ? own : process.execPath;
}
