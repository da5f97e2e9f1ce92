/**
 * `npm run dev`: the application while it is worked on. In the browser the screens change in place and the main side is
 * built and started again; `npm run dev -- --desktop` does so with Electron, whose window comes back with each change.
 * Further arguments go on to the host.
 */
import './check-node.mjs';
import { developInBrowser } from './dev-browser.mjs';
import { developDesktop } from './dev-desktop.mjs';

const args = process.argv.slice(2);
const passed = args.filter((arg) => arg !== '--desktop');
await (passed.length < args.length ? developDesktop(passed) : developInBrowser(passed));
