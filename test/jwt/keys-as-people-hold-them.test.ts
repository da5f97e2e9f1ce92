/** One key, in whatever it was wrapped on its way: read, and what was taken off is said. */
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKeys } from '../../src-main/jwt/keys/read-keys.ts';
import { createNodeKeyPlatform } from '../../src-main/platform/debugger/node-key-platform.ts';
import { createSelfSignedCertificate } from '../../src-main/platform/signing-certificate.ts';

const platform = createNodeKeyPlatform();
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = publicKey.export({ format: 'jwk' });
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString().trim();
const certificate = await createSelfSignedCertificate(privateKey, 'keys.example');
const certificateBody = certificate.toString('base64');
const certificatePem = `-----BEGIN CERTIFICATE-----\n${certificateBody.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----`;
const [first, ...rest] = pem.split('\n');
const oneLine = pem.replaceAll('\n', String.raw`\n`);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const html = (text: string) => text.replaceAll('+', '&#43;').replaceAll('\n', '<br/>');

/** What was given, and what of it the remark must name. */
const held: [name: string, text: string, said: string][] = [
  ['PEM as it is', pem, ''],
  [String.raw`\n written out`, oneLine, String.raw`\n written out`],
  ['\\n written out twice', pem.replaceAll('\n', String.raw`\\n`), ''],
  [String.raw`\r\n written out`, pem.replaceAll('\n', String.raw`\r\n`), String.raw`\n written out`],
  ['an environment file', `PUBLIC_KEY="${oneLine}"`, ''],
  ['an environment file with export and single quotes', `export AUTH0_PUBLIC_KEY='${oneLine}'`, ''],
  ['an environment file over several lines', `KEY="${pem}"\n`, ''],
  ['PowerShell', `$env:PUBLIC_KEY = "${oneLine}"`, ''],
  ['a Dockerfile', `ENV PUBLIC_KEY="${oneLine}"`, ''],
  ['a member of JSON', `"publicKey": "${oneLine}",`, ''],
  ['JSON', JSON.stringify({ type: 'service_account', public_key: pem }), ''],
  ['JSON in JSON', JSON.stringify(JSON.stringify({ auth: { key: pem } })), ''],
  ['a block of YAML', `key: |\n${pem.replace(/^/gm, '    ')}\n`, ''],
  ['a folded block of YAML', `  public_key: >-\n${pem.replace(/^/gm, '      ')}`, ''],
  ['a list of YAML', `- "${oneLine}"`, ''],
  ['a secret of Kubernetes', `  tls.key: ${base64(pem)}`, 'base64'],
  ['base64 in lines', base64(pem).replace(/.{76}/g, '$&\n'), 'base64'],
  ['base64 twice', base64(base64(pem)), 'base64'],
  ['lines that became spaces', pem.replaceAll('\n', ' '), 'one line'],
  ['lines that are gone', pem.replaceAll('\n', ''), 'one line'],
  ['a query string', encodeURIComponent(pem), 'URL encoding'],
  ['a form', new URLSearchParams({ pem }).toString().slice(4), 'URL encoding'],
  ['a header of a proxy', `X-Forwarded-Client-Cert: ${encodeURIComponent(certificatePem)}`, 'URL encoding'],
  ['a header folded with tabs', certificatePem.replaceAll('\n', '\n\t'), ''],
  ['quoted mail', pem.replace(/^/gm, '> '), ''],
  ['a comment', pem.replace(/^/gm, '# '), ''],
  ['a comment of C', pem.replace(/^/gm, '    // '), ''],
  [
    'line numbers',
    pem
      .split('\n')
      .map((line, index) => `${index + 1}: ${line}`)
      .join('\n'),
    '',
  ],
  ['a fence of Markdown', `\`\`\`pem\n${pem}\n\`\`\``, ''],
  ['a here-document', `key = <<EOT\n${pem}\nEOT\n`, ''],
  ['Python', `KEY = """${pem}"""`, ''],
  [
    'source of JavaScript',
    [first, ...rest]
      .map((line) => `  '${line}\\n' +`)
      .join('\n')
      .replace(/ \+$/, ';'),
    '',
  ],
  [
    'source of Java',
    `String key =\n${pem
      .split('\n')
      .map((line) => `    "${line}\\n"`)
      .join(' +\n')};`,
    '',
  ],
  ['a template literal', `const key = \`${pem}\`;`, ''],
  ['typographic quotes', `“${oneLine}”`, ''],
  ['dashes of a word processor', pem.replace(/-----(\w+ [A-Z ]+)-----/g, '—–$1–—'), 'dashes of a word processor'],
  ['zero-width spaces', pem.replace('MII', 'M\u200bI\u200bI'), 'characters that are not seen'],
  ['a byte order mark', `\ufeff${pem}`, ''],
  ['a coloured terminal', `\u001b[32m${pem}\u001b[0m`, ''],
  ['a web page', html(pem), 'entities of HTML'],
  [
    'SAML metadata',
    `<ds:X509Data><ds:X509Certificate>\n${certificateBody}\n</ds:X509Certificate></ds:X509Data>`,
    'XML',
  ],
  ['the body alone', pem.split('\n').slice(1, -1).join('\n'), ''],
  ['a wrong label', pem.replaceAll('PUBLIC KEY', 'CERTIFICATE'), 'CERTIFICATE in PEM, which is a public key'],
  [
    'another wrong label',
    certificatePem.replaceAll('CERTIFICATE', 'PUBLIC KEY'),
    'PUBLIC KEY in PEM, which is a certificate',
  ],
  ['the label of RSA around an SPKI', pem.replaceAll('PUBLIC KEY', 'RSA PUBLIC KEY'), ''],
  ['a JWK in base64', base64(JSON.stringify(jwk)), 'base64'],
  ['a JWK, escaped', JSON.stringify(JSON.stringify(jwk)), ''],
  ['a JWKS in an environment file', `JWKS='${JSON.stringify({ keys: [jwk] })}'`, 'a name'],
  ['a JWK deep in a file', JSON.stringify({ client: { jwk } }), 'JSON'],
];

describe('a key', () => {
  it.each(held)('%s', (_, text, said) => {
    const { candidates, form } = readKeys(text, { platform });
    expect(candidates[0]?.jwk).toMatchObject({ kty: 'RSA', n: jwk.n });
    expect(form).toContain(said);
  });

  it('that is encrypted asks for its passphrase through its wrapping', () => {
    const closed = privateKey
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open' })
      .toString();
    const text = `KEY="${closed.trim().replaceAll('\n', String.raw`\n`)}"`;
    expect(() => readKeys(text, { platform })).toThrow('passphrase is needed');
    expect(readKeys(text, { platform, passphrase: 'open' }).candidates[0]?.jwk).toMatchObject({ n: jwk.n });
  });

  /** Each leaves the key a text that a tool could have written. */
  const wrappings: Readonly<Record<string, (text: string) => string>> = {
    quoted: (text) => `"${text.replaceAll('\n', String.raw`\n`)}"`,
    escaped: (text) => text.replaceAll('\n', String.raw`\n`),
    named: (text) => `PUBLIC_KEY=${text}`,
    indented: (text) => text.replace(/^/gm, '    '),
    encoded: (text) => encodeURIComponent(text),
    base64: (text) => base64(text),
    mailed: (text) => text.replace(/^/gm, '> '),
    json: (text) => JSON.stringify({ key: text }),
    block: (text) => `key: |\n${text.replace(/^/gm, '  ')}`,
    windows: (text) => text.replaceAll('\n', '\r\n'),
    marked: (text) => `\ufeff${text}`,
    fenced: (text) => `\`\`\`\n${text}\n\`\`\``,
  };

  it('is read through any chain of three wrappings', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...Object.keys(wrappings)), { maxLength: 3 }),
        fc.constantFrom(pem, certificatePem, JSON.stringify(jwk)),
        (names, key) => {
          const text = names.reduce((given, name) => wrappings[name]?.(given) ?? given, key);
          expect(readKeys(text, { platform }).candidates[0]?.jwk).toMatchObject({ n: jwk.n });
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });

  it('is not seen in any text that holds none, in time', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'grapheme' }), (text) => {
        expect(() => readKeys(text, { platform })).toThrow();
      }),
      { numRuns: 200, seed: 7 },
    );
    const started = performance.now();
    expect(() => readKeys('KEY="'.repeat(20_000), { platform })).toThrow();
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
