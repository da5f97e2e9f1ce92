/** What `tokenbench serve` says when it is ready. */
import { managementApiIdentifier } from '../contract/entities/resource-server.ts';
import { quoteWord } from '../contract/shell-words.ts';
import type { Application } from '../runtime/describe-tenant.ts';
import { isPublic } from '../tenant/clients/rules.ts';
import type { HeadlessTenant } from './start-headless.ts';
import { printable } from './terminal.ts';

export type DescribedTenant = Pick<HeadlessTenant, 'tenant' | 'applications' | 'tokenEndpoint'>;

/** @param isKept in a folder, by which the other commands find it */
export function describeForPeople(running: HeadlessTenant, caCertificate: string | undefined, isKept: boolean): string {
  const { issuer, httpsIssuer, managementAudience } = running;
  const lines = ['Tokenbench is running.', ''];
  lines.push(`  Issuer       ${issuer}`);
  if (httpsIssuer !== undefined && httpsIssuer !== issuer) lines.push(`  HTTPS        ${httpsIssuer}`);
  lines.push(`  Keys (JWKS)  ${running.jwksUri}`);
  lines.push(`  Management   ${managementAudience}`);
  lines.push(`  Faults       ${describeFaultDoor(running, isKept)}`);
  if (caCertificate !== undefined) {
    lines.push(
      '',
      'To trust its HTTPS certificate in Node.js programs:',
      '',
      `  export NODE_EXTRA_CA_CERTS=${quoteWord(caCertificate, 'posix')}`,
    );
  }
  lines.push('', ...describeExample(running, caCertificate), '', 'Stop it with Ctrl+C.', '');
  return lines.join('\n');
}

/** How to let it fail on purpose. Commands find a tenant by its folder: one without is reached over HTTP only. */
function describeFaultDoor({ tokenEndpoint, controlToken }: HeadlessTenant, isKept: boolean): string {
  if (isKept) return 'tokenbench fault --help';
  return `${new URL('/_tokenbench/', tokenEndpoint)} with the bearer ${controlToken}`;
}

/** What to paste into a shell for a token, or what is missing for one. */
export function describeExample(running: DescribedTenant, caCertificate: string | undefined): string[] {
  const example = findExample(running);
  if (example === undefined) {
    return [
      'No application can get a token yet: create an API, an application, and a client grant, or start with --seed.',
    ];
  }
  const { application, audience } = example;
  return [
    `Get a token for the application ${printable(application.name)} for ${audience}:`,
    '',
    `  ${writeCurl(running.tokenEndpoint, application, audience, caCertificate)}`,
  ];
}

/** An application that can have a token, for an API of the user's own if any. */
function findExample({
  tenant,
  applications,
}: DescribedTenant): { application: Application; audience: string } | undefined {
  const usable = applications.filter(({ clientId, clientSecret }) => {
    const client = tenant.clients.get(clientId);
    return clientSecret !== undefined && client.grant_types.includes('client_credentials') && !isPublic(client);
  });
  const choices = usable.flatMap((application) => application.audiences.map((audience) => ({ application, audience })));
  return choices.find(({ audience }) => tenant.origins.toStored(audience) !== managementApiIdentifier) ?? choices[0];
}

/** One line for a POSIX shell. */
function writeCurl(
  tokenEndpoint: string,
  { clientId, clientSecret }: Application,
  audience: string,
  caCertificate: string | undefined,
): string {
  const body = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, audience };
  return [
    'curl -sS',
    ...(tokenEndpoint.startsWith('https:') && caCertificate !== undefined
      ? [`--cacert ${quoteWord(caCertificate, 'posix')}`]
      : []),
    tokenEndpoint,
    "-H 'content-type: application/json'",
    `-d ${quoteWord(JSON.stringify(body), 'posix')}`,
  ].join(' ');
}
