/** Builds the desktop application's main side: one plain ES module with everything inside it but Node and Electron. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: inFolder('.'),
  build: {
    ssr: true,
    target: 'node24',
    outDir: inFolder('../out/desktop'),
    emptyOutDir: true,
    license: { fileName: 'third-party-licenses.md' },
    rolldownOptions: {
      input: { main: inFolder('desktop/main.ts'), 'tenant-thread': inFolder('runtime/off-thread/tenant-thread.ts') },
      external: ['electron'],
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true },
});

function inFolder(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
