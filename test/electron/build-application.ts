/** The application built into a folder of its own, from the sources as they are, around a small page in place of the screens. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export interface BuiltApplication {
  /** The main side. */
  entry: string;
  remove(): void;
}

const page = `<!doctype html>
<html lang="en">
<title>Shell — Tokenbench</title>
<p>A page in place of the screens.</p>
<script>window.inlineRan = true;</script>
<script type="module" src="./page.js"></script>
</html>
`;
const script = `window.told = [];
window.tokenbench.listen((event) => window.told.push(event));
window.scriptRan = true;
`;

export async function buildApplication(): Promise<BuiltApplication> {
  const folder = mkdtempSync(join(tmpdir(), 'tokenbench-application-'));
  const outDir = join(folder, 'out', 'desktop');
  for (const name of ['desktop', 'preload']) {
    const configFile = inProject(`src-main/vite.${name}.config.ts`);
    await build({ configFile, logLevel: 'error', build: { outDir, license: false } });
  }
  const renderer = join(folder, 'out', 'renderer');
  mkdirSync(renderer);
  writeFileSync(join(renderer, 'index.html'), page);
  writeFileSync(join(renderer, 'page.js'), script);
  writeFileSync(join(folder, 'out', 'outside.html'), 'outside of the screens');
  cpSync(inProject('assets/runtime'), join(folder, 'assets', 'runtime'), { recursive: true });
  return {
    entry: join(outDir, 'main.js'),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Whether the build has put the file into `out/`. */
export function hasBuilt(path: string): boolean {
  return existsSync(inProject(`out/${path}`));
}

export function inProject(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
