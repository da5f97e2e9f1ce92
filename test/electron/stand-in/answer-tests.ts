/** Carries out what the test that started this process asks for, over the channel between the two. */
import type { Browser } from './browser.ts';
import { commands } from './commands.ts';

export interface Order {
  id: number;
  command: string;
  args: unknown[];
}

export type Message = { address: string } | { journal: { about: string; what: unknown } } | OrderAnswer;
export interface OrderAnswer {
  id: number;
  value?: unknown;
  error?: string;
}

export function answerTests(browser: Browser): void {
  process.on('message', (order: Order) => void answer(order));
  process.send?.({ address: browser.address } satisfies Message);
}

async function answer({ id, command, args }: Order): Promise<void> {
  const act: unknown = Reflect.get(commands, command);
  try {
    if (typeof act !== 'function') throw new Error(`The stand-in has no command ${command}.`);
    const value: unknown = await act(...args);
    process.send?.({ id, value } satisfies Message);
  } catch (error) {
    process.send?.({ id, error: String(error) } satisfies Message);
  }
}
