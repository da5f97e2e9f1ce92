/** What came to a door and was no HTTP: recorded with what is known of it, so that nothing is tried in silence. */
import type { Socket } from 'node:net';
import type { Traffic } from '../tenant/traffic/service.ts';

interface ClientError extends Error {
  code?: string;
  /** The bytes that could not be read. */
  rawPacket?: Buffer;
}

/** The client hung up: nothing was asked. */
const hangUps = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

const tlsHint = 'The client spoke TLS (https) to the plain HTTP address: use the HTTPS address, or http:// here.';
const plainHint = 'The client spoke plain HTTP to the HTTPS address: use https:// here, or the HTTP address.';
const trustHint =
  'The client does not trust the certificate: let it trust the local authority (Settings, HTTPS), or use plain HTTP.';

interface Reason {
  /** Of Fastify's answer; 0 where TLS failed, and nothing can be answered. */
  status: number;
  description: string;
  hint?: string;
}

const refusedCertificate: Reason = { status: 0, description: 'A TLS handshake that the client ended', hint: trustHint };
const plainAtTls: Reason = { status: 0, description: 'Plain HTTP at the HTTPS address', hint: plainHint };

const reasons: Record<string, Reason> = {
  HPE_HEADER_OVERFLOW: { status: 431, description: 'Headers larger than 16 KB' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, description: 'A request that did not come to its end within 30 s' },
  ERR_SSL_HTTP_REQUEST: plainAtTls,
  ERR_SSL_WRONG_VERSION_NUMBER: plainAtTls,
};

/** What clients say when they do not trust the certificate, in the names of several versions of OpenSSL. */
const distrust = /_ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN)$/;

export function recordUnreadable(traffic: Traffic, error: ClientError, socket: Socket): void {
  const { code = '', rawPacket } = error;
  if (hangUps.has(code)) return;
  const { status, description, hint } = reasonOf(code, rawPacket);
  traffic.record({
    kind: 'not_http',
    method: '',
    url: '',
    hostname: '',
    ip: socket.remoteAddress ?? '',
    ...(socket.remotePort === undefined ? {} : { remote_port: socket.remotePort }),
    user_agent: '',
    status,
    duration: 0,
    description,
    ...(hint === undefined ? {} : { hint }),
    request: { headers: {} },
    response: { headers: {} },
  });
}

/** Nothing of what it held: it may hold a secret. */
function reasonOf(code: string, rawPacket: Buffer | undefined): Reason {
  const known = reasons[code];
  if (known !== undefined) return known;
  if (distrust.test(code)) return refusedCertificate;
  if (code.startsWith('ERR_SSL')) return { status: 0, description: `A TLS handshake that failed (${code})` };
  // RFC 8446 §5.1: the type of a handshake record.
  if (rawPacket?.[0] === 0x16) return { status: 400, description: 'TLS at the plain HTTP address', hint: tlsHint };
  const bytes = rawPacket === undefined ? 'Something' : `${rawPacket.length} bytes`;
  return { status: 400, description: `${bytes} that no HTTP begins with (${code || 'no reason given'})` };
}
