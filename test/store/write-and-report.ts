/** Run by the tests of failing writes, under limits and without root's rights: prints what came of each step, as JSON. */
import { openTenantDb } from '../../src-main/store/tenant-db.ts';
import { storedIn } from '../builders/stored-in.ts';
import { putResourceServer, putSettings } from './entity-builders.ts';

const [folder = '', large = '0'] = process.argv.slice(2);
// Permissions mean nothing to root. Only now, when the modules are read, which that user may not be able to do.
if (process.getuid?.() === 0) {
  process.setgid?.(65534);
  process.setuid?.(65534);
}

attempt('open', () => {
  const store = openTenantDb(folder, (message) => console.log(JSON.stringify({ report: message })));
  const fillers = Array.from({ length: Number(large) }, (_, index) => putResourceServer(`filler-${index}`));
  if (fillers.length > 0) attempt('write much', () => store.write(fillers));
  attempt('write little', () => store.write([putSettings('little')]));
  console.log(JSON.stringify({ kept: storedIn(store) }));
});

function attempt(action: string, run: () => void): void {
  let outcome = 'done';
  try {
    run();
  } catch (error) {
    outcome = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  console.log(JSON.stringify({ action, outcome }));
}
