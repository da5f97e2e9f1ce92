/** Run by the lock tests: holds the folder given, prints `held` and stays, or prints why not. */
import { holdFolder } from '../../src-main/store/folder-lock.ts';

const [folder = '', stay = ''] = process.argv.slice(2);
try {
  await holdFolder(folder, async (request) => ({ pid: process.pid, request }));
  console.log('held');
  // A timer, because the lock itself keeps no process alive.
  if (stay === 'stay') setInterval(() => undefined, 1000);
} catch (error) {
  console.log(error instanceof Error ? `${error.name}: ${error.message}` : error);
}
