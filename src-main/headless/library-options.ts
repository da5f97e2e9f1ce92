import type { StartTenantOptions } from './library-types.ts';

type Rule = { isKept(value: unknown): boolean; words: string };

const port: Rule = {
  isKept: (value) => value === 'off' || (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535),
  words: 'a number from 0 (any free port) to 65535, or "off"',
};

const rules: { [Name in keyof Required<StartTenantOptions>]: Rule } = {
  seed: {
    isKept: (value) => typeof value === 'string' || (typeof value === 'object' && value !== null),
    words: 'a seed, or the path of a seed file',
  },
  keywords: {
    isKept: (value) =>
      typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string'),
    words: 'an object of keywords and their values, which are texts',
  },
  port,
  httpsPort: port,
  data: { isKept: (value) => typeof value === 'string' && value !== '', words: 'the path of a folder' },
  sample: { isKept: (value) => typeof value === 'boolean', words: 'true or false' },
  issuer: {
    isKept: (value) => typeof value === 'string' && /^https?:\/\/[^/?#\s]+\/?$/.test(value),
    words: 'a URL with http or https, a host and no path, such as https://id.example.test/',
  },
  rateLimit: { isKept: (value) => Number.isInteger(value) && Number(value) > 0, words: 'requests a second, 1 or more' },
};

/** JavaScript calls with anything. @throws {TypeError} that names the option and what it takes */
export function checkStartOptions(options: StartTenantOptions): void {
  for (const [name, value] of Object.entries(options)) {
    const rule = Object.entries(rules).find(([known]) => known === name)?.[1];
    if (rule === undefined) {
      throw new TypeError(`startTenant has no option ${name}. It has: ${Object.keys(rules).join(', ')}.`);
    }
    if (value !== undefined && !rule.isKept(value)) throw new TypeError(`startTenant: ${name} must be ${rule.words}.`);
  }
  if (options.port === 'off' && (options.httpsPort ?? 'off') === 'off') {
    throw new TypeError('startTenant: with port and httpsPort both "off" the tenant has no address. Open one of them.');
  }
}
