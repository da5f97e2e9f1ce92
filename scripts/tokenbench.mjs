/** `npm run tokenbench -- …`: the command as it was built; built first where nothing is built. */
import { fileURLToPath } from 'node:url';
import { build, cli, isBuilt } from './ensure-build.mjs';

if (!isBuilt()) build();
process.argv[1] = fileURLToPath(cli);
await import(cli.href);
