/** Run by the kill test: writes to the store in the folder given, and prints the number of each write that returned. */
import { writeSync } from 'node:fs';
import { openConfStore } from '../../src-main/store/conf-store.ts';
import { putResourceServer, putSettings } from './entity-builders.ts';

const [folder = '', first = '0'] = process.argv.slice(2);
const store = openConfStore(folder, (message) => {
  throw new Error(message);
});
for (let number = Number(first); ; number += 1) {
  // Two changes, of which neither may ever be seen without the other.
  store.write([putResourceServer(`api-${number % 50}`, { name: String(number) }), putSettings(String(number))]);
  writeSync(1, `${number}\n`);
}
