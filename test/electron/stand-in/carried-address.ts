/**
 * A scheme of its own cannot be registered in a plain Chromium. `app://console/x` is carried as
 * `https://console.app.standin/x`: secure and an origin apart, as the real one is.
 */
const suffix = '.app.standin';

export function toCarried(address: string): string {
  const url = new URL(address);
  return url.protocol === 'app:' ? `https://${url.host}${suffix}${url.pathname}${url.search}${url.hash}` : address;
}

export function fromCarried(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (!url.host.endsWith(suffix)) return address;
  return `app://${url.host.slice(0, -suffix.length)}${url.pathname}${url.search}${url.hash}`;
}

/** The origin as Electron tells it of a frame. */
export function originOf(address: string): string {
  const url = new URL(fromCarried(address));
  return url.protocol === 'app:' ? `app://${url.host}` : url.origin;
}
