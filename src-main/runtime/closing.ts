/** What was opened is closed in reverse, once, and all of it, whatever fails on the way. */
export interface Closing {
  add(close: () => unknown): void;
  /** Throws the first error after everything was closed. */
  close(): Promise<void>;
}

export function createClosing(): Closing {
  const closers: (() => unknown)[] = [];
  let closed: Promise<void> | undefined;
  return {
    add: (close) => void closers.push(close),
    close() {
      closed ??= closeAll(closers);
      return closed;
    },
  };
}

async function closeAll(closers: (() => unknown)[]): Promise<void> {
  const errors: unknown[] = [];
  for (let close = closers.pop(); close !== undefined; close = closers.pop()) {
    try {
      await close();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
