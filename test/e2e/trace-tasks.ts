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
