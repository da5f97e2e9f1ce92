/**
 * `npm run dev`: the application while it is worked on. In the browser the screens change in place and the main side is
 * built and started again; `npm run dev -- --desktop` does so with Electron, whose window comes back with each change.
 * Further arguments go on to the host.
 */
import './check-node.mjs';
import { developInBrowser } from './dev-browser.mjs';
import { developDesktop } from './dev-desktop.mjs';

const usage = `npm run dev                          the screens in a browser, changed in place as you save
npm run dev -- --desktop             the same in Electron's window
npm run dev -- --ephemeral --port 0  options of "tokenbench serve" go on to the tenant`;

const args = process.argv.slice(2);
const passed = args.filter((arg) => arg !== '--desktop');
if (args.includes('--help')) console.log(usage);
else await (passed.length < args.length ? developDesktop(passed) : developInBrowser(passed));
