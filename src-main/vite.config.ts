/** Builds the command and the library: plain ES modules with everything inside them but Node itself. */
import { chmodSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

/** What a start seldom needs, or a library must not load unasked; it stays in files of its own. */
const seldom = [
  /src-main.(headless|store|desktop).(?!start-headless|store-error)/,
  /src-main.(console|runtime.(api-check.(?!open-check-runs)|traffic|import|off-thread|debugger|tenant-runtime|request-token|find-free-port|answer-control|control-requests|issue-token))|inspect-token|debug-token|src-main.jwt.(?!sign|encoding|thumbprint)|platform.debugger|issue-certificates|package\.json/,
  /src-main.tenant.transfer.(?!service|describe-changes)/,
  /src-main.api-check|node_modules.xmlbuilder/,
  /node_modules.(commander|yaml|rate-limiter-flexible|reflect-metadata|tsyringe|tslib|@peculiar|asn1js|pvtsutils|pvutils|bytestreamjs)/,
  /node_modules.(@fastify.(static|cookie|send|accept-negotiator)|glob|minimatch|path-scurry|lru-cache|minipass|mime|open)/,
  /node_modules.(brace-expansion|balanced-match|content-disposition|@lukeed|escape-html|http-errors|default-browser)/,
  /node_modules.(atomically|stubborn-fs|when-exit)/,
];

/** What a tenant in a data folder needs besides. */
const stored =
  /src-main.store|src-main.runtime.kept-ports|platform.sound-key|node_modules.(atomically|stubborn-fs|when-exit)/;

export default defineConfig({
  root: inFolder('.'),
  build: {
    ssr: true,
    target: 'node22.13',
    outDir: inFolder('../out/main'),
    emptyOutDir: true,
    // The licences of what is bundled ask to be passed on.
    license: { fileName: 'third-party-licenses.md' },
    rolldownOptions: {
      input: {
        cli: inFolder('headless/cli.ts'),
        index: inFolder('headless/library.ts'),
        'tenant-thread': inFolder('runtime/off-thread/tenant-thread.ts'),
      },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        // Smaller files load faster; names stay, for stack traces that can be read.
        minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
        // What every start needs comes in one file: thirty small ones take 10 ms longer.
        codeSplitting: {
          groups: [
            { name: 'tenant', test: (id) => !seldom.some((place) => place.test(id)) },
            { name: 'stored', test: stored },
          ],
        },
      },
    },
  },
  ssr: { noExternal: true },
  plugins: [
    httpOnDemand(),
    { name: 'executable-command', writeBundle: ({ dir = '' }) => chmodSync(`${dir}/cli.js`, 0o755) },
  ],
});

/**
 * An import of `node:http` reads every export of it, and two of those load Node's whole web client: an eighth of a cold
 * start. Taken as a value, the module gives what is asked for only.
 */
function httpOnDemand(): Plugin {
  const id = '\0node-http';
  return {
    name: 'http-on-demand',
    enforce: 'pre',
    resolveId: (source, _importer, { kind }) =>
      source === 'node:http' && kind === 'import-statement' ? id : undefined,
    load: (wanted) => (wanted === id ? "module.exports = process.getBuiltinModule('node:http')" : undefined),
  };
}

function inFolder(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
