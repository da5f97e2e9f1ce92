import type { Page } from '@playwright/test';

/** @returns ends the trace: the processor time of each task of the page, in milliseconds. It does not count waiting for other programs. */
export async function traceTasks(page: Page): Promise<() => Promise<number[]>> {
  const session = await page.context().newCDPSession(page);
  const tasks: number[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const { name = '', tdur } of value) {
      const milliseconds = Number(tdur) / 1_000;
      if (name.endsWith('RunTask') && milliseconds > 0) tasks.push(milliseconds);
    }
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline'] },
  });
  return async () => {
    const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    await complete;
    await session.detach();
    if (tasks.length === 0) throw new Error('The trace holds no task: nothing was measured.');
    return tasks;
  };
}

/** Milliseconds from which a task is long, W3C Long Tasks. */
const longTask = 50;

/** Milliseconds of the piece of work below: half of what it took where the longest tasks of these specs took 60 to 100. */
const usualWork = 30;

/** A table is made, laid out and thrown away: what a page's own tasks are made of. */
const work = `(() => {
  const runs = 8;
  const started = performance.now();
  for (let run = 0; run < runs; run += 1) {
    const table = document.createElement('table');
    for (let row = 0; row < 400; row += 1) {
      const line = table.insertRow();
      for (let cell = 0; cell < 5; cell += 1) line.insertCell().textContent = 'cell ' + row + ' of ' + cell;
    }
    document.body.append(table);
    if (table.offsetHeight === 0) throw new Error('It was not laid out.');
    table.remove();
  }
  return (performance.now() - started) / runs;
})()`;

/**
 * From how many milliseconds on a task of this page counts as long: 50, and more only on a machine so slow that a fixed
 * piece of work takes longer there too. What is measured is the page, not the machine.
 */
export async function longTaskLimit(page: Page): Promise<number> {
  const taken = Number(await page.evaluate(work));
  return longTask * Math.max(1, taken / usualWork);
}
