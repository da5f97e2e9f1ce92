/** The desktop application in Electron, built and started again with each change. */
import { fileURLToPath } from 'node:url';
import { electronBinary } from './electron-binary.mjs';
import { restartedProcess } from './restarted-process.mjs';
import { watchBuilds } from './watch-build.mjs';

/** Milliseconds: one change may concern the main side, the preload script and the screens. */
const gathering = 100;

export async function developDesktop(args) {
  const binary = electronBinary();
  if (binary === undefined) {
    process.stderr.write('Electron is not here: "node node_modules/electron/install.js" fetches it.\n');
    process.exitCode = 1;
    return;
  }
  const application = restartedProcess(binary, [inProject('out/desktop/main.js'), ...args], { stdio: 'inherit' });
  const parts = [
    { configFile: inProject('src-main/vite.desktop.config.ts'), build: { emptyOutDir: false } },
    { configFile: inProject('src-main/vite.preload.config.ts') },
    { configFile: inProject('src-renderer/vite.config.ts'), root: inProject('src-renderer') },
  ];
  let timer;
  await watchBuilds(parts, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void application.restart(), gathering);
  });
}

function inProject(path) {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
