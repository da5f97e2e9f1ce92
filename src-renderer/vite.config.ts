/** Builds the screens once for both hosts: relative addresses serve `app://` and loopback HTTP alike. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  plugins: [react()],
  // A host that replaces the placeholder in each answer may leave 'unsafe-inline' out of style-src.
  html: { cspNonce: 'TOKENBENCH_CSP_NONCE' },
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'es2023',
    // font-src and img-src name 'self' only: nothing may become a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'third-party-licenses.md' },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'mantine', test: /node_modules[\\/](@mantine|@floating-ui|react-remove-scroll)/ },
            { name: 'tanstack', test: /node_modules[\\/]@tanstack/ },
            // Texts that change by themselves.
            { name: 'quickstart', test: /src-renderer[\\/]quickstart/ },
          ],
        },
      },
    },
  },
});
