/** Work of a screen that takes a while: how far it is, and an end to it. Named by the screen that asked. */
import type { PlanningOptions } from '../runtime/import/plan-import.ts';

interface Task {
  abort: AbortController;
  progress: { done?: number; total?: number };
}

export class Tasks {
  readonly #tasks = new Map<string, Task>();

  /** @param name absent where nobody will ask */
  async run<Value>(name: string | undefined, work: (options: PlanningOptions) => Promise<Value>): Promise<Value> {
    if (name === undefined) return work({});
    const task: Task = { abort: new AbortController(), progress: {} };
    this.#tasks.set(name, task);
    const onProgress = (done: number, total: number) => {
      task.progress = { done, total };
    };
    try {
      return await work({ signal: task.abort.signal, onProgress });
    } finally {
      if (this.#tasks.get(name) === task) this.#tasks.delete(name);
    }
  }

  progress(name: string): Task['progress'] {
    return this.#tasks.get(name)?.progress ?? {};
  }

  cancel(name: string): void {
    this.#tasks.get(name)?.abort.abort();
  }
}
