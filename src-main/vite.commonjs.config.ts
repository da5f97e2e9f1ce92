/** Builds the library once more, for who requires it: Jest runs tests as CommonJS, and loads nothing else. */
import { cpSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: inFolder('.'),
  build: {
    ssr: true,
    target: 'node22.13',
    outDir: inFolder('../out/cjs'),
    emptyOutDir: true,
    license: { fileName: 'third-party-licenses.md' },
    rolldownOptions: {
      input: {
        index: inFolder('headless/library.ts'),
        'tenant-thread': inFolder('runtime/off-thread/tenant-thread.ts'),
      },
      output: {
        format: 'cjs',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
      },
    },
  },
  ssr: { noExternal: true },
  plugins: [
    {
      name: 'commonjs-package',
      // Below this file everything is CommonJS, the types as well.
      writeBundle({ dir = '' }) {
        writeFileSync(`${dir}/package.json`, '{ "type": "commonjs" }\n');
        cpSync(inFolder('../out/types'), `${dir}/types`, { recursive: true });
      },
    },
  ],
});

function inFolder(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
