/** Builds the preload script: CommonJS in a single file, which is all that a sandboxed preload may be. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: inFolder('.'),
  build: {
    target: 'chrome140',
    outDir: inFolder('../out/desktop'),
    // The main side is built before, into the same folder.
    emptyOutDir: false,
    lib: { entry: inFolder('desktop/preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
    rolldownOptions: { external: ['electron'] },
  },
});

function inFolder(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
