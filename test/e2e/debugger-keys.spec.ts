/** The token debugger's keys: every form of them, encodings, passphrases, addresses, encrypted tokens. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { CompactEncrypt } from 'jose';
import { createSelfSignedCertificate } from '../../src-main/platform/signing-certificate.ts';
import {
  check,
  checkedWith,
  chooseOption,
  field,
  forgetAll,
  rfcSecret,
  rfcToken,
  sampleToken,
  showTable,
  verdict,
} from './debugger-screen.ts';
import { expect, test } from './fixture.ts';
import { goTo } from './screens.ts';

// Specs of other files leave tokens in the history, and these leave choices of keys.
test.beforeEach(({ shared: { page } }) => forgetAll(page));
test.afterEach(({ shared: { page } }) => forgetAll(page));

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const own = pair();
const other = pair();

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function aToken(key: KeyObject = own.privateKey): string {
  const input = `${part({ alg: 'RS256', typ: 'JWT', kid: 'mine' })}.${part({ iss: 'https://issuer.example/', sub: 'x' })}`;
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
}

test('JWK, JWKS, PEM and certificate verify, and each is recognized', async ({ shared: { page } }) => {
  await goTo(page, 'Token debugger');
  await field(page).fill(aToken());
  await expect(verdict(page)).toContainText('Cannot verify');
  await page.getByRole('radio', { name: 'Key or certificate' }).press('Space');
  const jwk = { ...own.publicKey.export({ format: 'jwk' }), kid: 'mine' };
  const wrong = { ...other.publicKey.export({ format: 'jwk' }), kid: 'other' };
  const certificate = await createSelfSignedCertificate(own.privateKey, 'keys.example');
  const pem = `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----`;
  const key = page.getByRole('textbox', { name: 'Key', exact: true });
  for (const [text, form] of [
    [JSON.stringify(jwk), 'JWK (RSA)'],
    [JSON.stringify({ keys: [wrong, jwk] }), 'JWK set of 2'],
    [own.publicKey.export({ type: 'spki', format: 'pem' }).toString(), 'PUBLIC KEY in PEM'],
    [own.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString(), 'RSA PUBLIC KEY in PEM'],
    [pem, 'CERTIFICATE in PEM'],
  ] as const) {
    await key.fill('');
    await expect(check(page, 'Signature')).not.toContainText('Passed');
    await key.fill(text);
    await expect(page.getByText(`Recognized: ${form}.`)).toBeVisible();
    await expect(check(page, 'Signature')).toContainText('Passed');
  }
  await key.fill('neither of these');
  await expect(page.getByText(/Unknown key format/).first()).toBeVisible();

  await key.fill(JSON.stringify({ keys: [wrong, jwk] }));
  await chooseOption(page, 'Key of the set', 'other');
  await expect(check(page, 'Signature')).toContainText('Failed');
  await goTo(page, 'Applications');
  await goTo(page, 'Token debugger');
  await expect(key).toHaveValue(/"kid":"mine"/);
  await expect(check(page, 'Signature')).toContainText('Failed');
});

test('a secret in its encoding verifies what this tenant did not sign, at the time that is chosen', async ({
  shared: { page },
}) => {
  await goTo(page, 'Token debugger');
  await field(page).fill(rfcToken);
  await expect(check(page, 'Signature')).not.toContainText('Passed');
  await page.getByRole('radio', { name: 'Secret' }).press('Space');
  await page.getByRole('textbox', { name: 'Secret' }).fill(rfcSecret);
  await expect(check(page, 'Signature')).toContainText('would match if the secret were read as base64url');
  await chooseOption(page, 'Encoding', 'base64url');
  await expect(check(page, 'Signature')).toContainText('Passed');
  await expect(check(page, 'Times')).toContainText('Failed');

  await page.getByText('Expected values and time').click();
  const at = page.getByRole('textbox', { name: 'Check as of' });
  await at.fill('someday');
  await expect(page.getByText(/A time is seconds since 1970/)).toBeVisible();
  await at.fill('2011-03-22T18:42:00Z');
  await expect(check(page, 'Times')).toContainText('Passed');
  await at.fill('2011-03-22T18:43:30Z');
  await expect(check(page, 'Times')).toContainText('Failed');
  await page.getByRole('textbox', { name: 'Clock tolerance' }).fill('60');
  await expect(check(page, 'Times')).toContainText('within the tolerance of 60 s');
  await page.getByRole('textbox', { name: 'Issuer' }).fill('john');
  await expect(check(page, 'Issuer')).toContainText('The token says joe; compared with john');
  await goTo(page, 'Applications');
  await goTo(page, 'Token debugger');
  await expect(check(page, 'Issuer')).toContainText('Failed');
  await page.getByRole('button', { name: 'Back to now' }).click();
  await expect(check(page, 'Times')).toContainText('Expired');
  await page.getByRole('button', { name: 'Clear expectations' }).click();
  await expect(check(page, 'Issuer')).not.toContainText('Failed');
});

test('a host that is not this machine is asked only after a yes, and forgotten with the screen', async ({
  shared: { page },
}) => {
  await goTo(page, 'Token debugger');
  await field(page).fill(rfcToken);
  await page.getByRole('radio', { name: 'JWKS address' }).press('Space');
  await page.getByRole('textbox', { name: 'Address' }).fill('https://issuer.invalid/jwks.json');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing has been sent yet' })).toBeVisible();
  await page.getByRole('button', { name: 'No', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Allow issuer.invalid' })).toHaveCount(0);
  await goTo(page, 'Applications');
  await goTo(page, 'Token debugger');
  await expect(page.getByRole('radio', { name: 'Automatic' })).toBeChecked();
});

test('an encrypted token says what it needs, and opens with it', async ({ shared: { page } }) => {
  const encrypt = (alg: string, key: KeyObject | Uint8Array, more: object = {}) =>
    new CompactEncrypt(Buffer.from(aToken()))
      .setProtectedHeader({ alg, enc: 'A256GCM', cty: 'JWT', ...more })
      .encrypt(key);
  await goTo(page, 'Token debugger');
  await field(page).fill(await encrypt('RSA-OAEP-256', other.publicKey));
  await expect(verdict(page).first()).toContainText('needed is the private key of whom it is for');
  await page.getByRole('radio', { name: 'Key or certificate' }).press('Space');
  const pem = other.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'hush-hush' });
  await page.getByRole('textbox', { name: 'Key', exact: true }).fill(pem.toString());
  await expect(page.getByText(/its passphrase is needed/).first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Passphrase' }).fill('hush-hush');
  await expect(verdict(page).first()).toContainText('Opened with the ENCRYPTED PRIVATE KEY in PEM');
  const inside = page.getByRole('region', { name: 'The token inside' });
  await showTable(page);
  await expect(inside.getByRole('row', { name: /^iss / })).toContainText('https://issuer.example/');
});

test('scopes are told apart: defined, not defined, wanted but absent', async ({ shared: { page } }) => {
  await goTo(page, 'Token debugger');
  await sampleToken(page);
  await page.getByRole('button', { name: 'Edit and sign' }).click();
  const payload = page.getByRole('textbox', { name: 'Payload' });
  await payload.fill((await payload.inputValue()).replace('read:appointments', 'read:appointments raed:appointments'));
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByRole('button', { name: 'Debug it' }).click();
  await checkedWith(page).click();
  await page.getByText('Expected values and time').click();
  await page.getByRole('textbox', { name: 'Scopes' }).fill('write:appointments');
  const scopes = page.getByRole('list', { name: 'Scopes' }).getByRole('listitem');
  await expect(scopes).toHaveText([
    /^read:appointments\s*defined by the API\s*Read/,
    /^raed:appointments\s*not defined by the API\s*Meant read:appointments\?/,
    /^write:appointments\s*expected but missing/,
  ]);
  await expect(verdict(page)).toContainText('Signature good, but without the scopes that are needed.');
});
