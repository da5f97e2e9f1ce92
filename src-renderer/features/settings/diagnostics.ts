import type { HostInfo } from '#contract/methods/host.ts';
import type { Status } from '#contract/methods/tenant.ts';

/** Text for a bug report: versions, state and counts; no secret, token or name of an entity. */
export function diagnostics(host: HostInfo, status: Status | undefined): string {
  const lines = [
    `Tokenbench ${host.version} (${host.host}, ${host.platform})`,
    ...Object.entries(host.versions).map(([name, version]) => `${name} ${version}`),
    `data folder: ${host.dataFolder ?? 'none'}`,
    `secrets at rest: ${host.secretsAtRest}`,
  ];
  if (status !== undefined) {
    lines.push(
      `tenant: ${status.state}`,
      `issuer: ${status.issuer ?? 'none'}`,
      `HTTPS: ${status.httpsIssuer ?? 'none'}`,
      `exchanges: ${status.exchanges}`,
    );
    if (status.problem) lines.push(`problem: ${status.problem.code}: ${status.problem.message}`);
  }
  return lines.join('\n');
}
