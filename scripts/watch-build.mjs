/** Vite builds that run again with each change of their sources. */
import { build } from 'vite';

/**
 * Builds by each configuration, and again where a source changed; a build that fails waits for the next change.
 * @param configurations for `build` of Vite
 * @param onBuilt told after each round in which all of them are built
 */
export async function watchBuilds(configurations, onBuilt) {
  const built = new Set();
  for (const configuration of configurations) {
    const watcher = await build({ logLevel: 'warn', ...configuration, build: { ...configuration.build, watch: {} } });
    watcher.on('event', (event) => {
      if (event.code === 'BUNDLE_START') built.delete(configuration);
      if (event.code === 'ERROR') process.stderr.write(`${event.error.message}\n`);
      if (event.code !== 'BUNDLE_END') return;
      event.result.close();
      built.add(configuration);
      if (built.size === configurations.length) onBuilt();
    });
  }
}
