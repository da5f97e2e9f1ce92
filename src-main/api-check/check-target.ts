/** The API under check: where it is, whether it may be asked, and at which address. */
import { lookup } from 'node:dns/promises';
import { BlockList, connect, isIP } from 'node:net';
import { type CheckInput, harmlessMethods } from '../contract/entities/api-check.ts';
import { TenantError } from '../tenant/tenant-error.ts';

export interface CheckTarget {
  url: URL;
  /** Looked up once: a name that leads elsewhere the next time (DNS rebinding) leads nowhere. */
  address: string;
  port: number;
  method: string;
  headers: Readonly<Record<string, string>>;
  body: string | undefined;
}

const localAddresses = new BlockList();
localAddresses.addSubnet('127.0.0.0', 8, 'ipv4');
localAddresses.addSubnet('10.0.0.0', 8, 'ipv4');
localAddresses.addSubnet('172.16.0.0', 12, 'ipv4');
localAddresses.addSubnet('192.168.0.0', 16, 'ipv4');
localAddresses.addSubnet('169.254.0.0', 16, 'ipv4');
localAddresses.addAddress('::1', 'ipv6');
localAddresses.addSubnet('fc00::', 7, 'ipv6');
localAddresses.addSubnet('fe80::', 10, 'ipv6');

/** Loopback, private and link-local addresses: RFC 1918, RFC 4193, RFC 3927, RFC 4291 §2.5.6. */
export function isLocalAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  return localAddresses.check(mapped, isIP(mapped) === 6 ? 'ipv6' : 'ipv4');
}

/** @throws {TenantError} `invalid_body`, where it may not be asked, or nothing is there */
export async function findTarget(input: CheckInput): Promise<CheckTarget> {
  const url = readAddress(input.url, 'url');
  const method = (input.method ?? 'GET').toUpperCase();
  if (!harmlessMethods.some((one) => one === method) && input.allow_actions !== true) {
    throw new TenantError(
      'invalid_body',
      `${method} has side effects: an invalid token that is accepted triggers them, too. Allow it, or use a GET route.`,
      { field: 'allow_actions' },
    );
  }
  const port = Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);
  const addresses = await addressesOf(url);
  if (!addresses.every(isLocalAddress) && input.allow_host?.toLowerCase() !== url.hostname.toLowerCase()) {
    throw new TenantError(
      'invalid_body',
      `${url.hostname} is not on this machine or a private network. To send it hundreds of invalid tokens anyway, type its name.`,
      { field: 'allow_host' },
    );
  }
  return {
    url,
    address: await findOpen(addresses, port, url),
    port,
    method,
    headers: input.headers ?? {},
    body: input.body,
  };
}

/** @throws {TenantError} `invalid_body` */
export function readAddress(text: string, field: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.hash === '') return url;
  throw new TenantError(
    'invalid_body',
    'Enter a URL that starts with http:// or https://, such as http://localhost:3000/orders.',
    { field },
  );
}

async function addressesOf({ hostname }: URL): Promise<string[]> {
  const name = hostname.replace(/^\[|\]$/g, '');
  if (isIP(name) !== 0) return [name];
  // RFC 6761 §6.3: the names below it are loopback, whatever a resolver says.
  if (name === 'localhost' || name.endsWith('.localhost')) return ['127.0.0.1', '::1'];
  try {
    return (await lookup(name, { all: true })).map(({ address }) => address);
  } catch {
    throw new TenantError('invalid_body', `The host ${name} can't be found.`, { field: 'url' });
  }
}

const connectPatience = 3_000;

async function findOpen(addresses: readonly string[], port: number, { host }: URL): Promise<string> {
  for (const address of addresses) if (await isOpen(address, port)) return address;
  throw new TenantError('invalid_body', `Nothing listens at ${host}. Start the API first.`, { field: 'url' });
}

function isOpen(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: connectPatience });
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
