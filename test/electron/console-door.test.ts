import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../src-main/console/content-security-policy.ts';
import { isConsoleAddress } from '../../src-main/desktop/console-address.ts';
import { findAsset } from '../../src-main/desktop/find-asset.ts';
import { isTrustedSender } from '../../src-main/desktop/trusted-sender.ts';

describe('an asset of the screens', () => {
  it('is a file of a known kind inside the folder', () => {
    expect(findAsset('/app/renderer', '/index.html')).toEqual({
      path: '/app/renderer/index.html',
      contentType: 'text/html; charset=utf-8',
    });
    expect(findAsset('/app/renderer', '/assets/index-B%20x.js')?.path).toBe('/app/renderer/assets/index-B x.js');
  });

  it.each([
    '/../main.js',
    '/..%2fmain.js',
    '/%2e%2e/main.js',
    '/assets/..%5c..%5cmain.js',
    '/assets\\..\\main.js',
    '/%00.js',
    '/.env.json',
    '/C:/windows/x.js',
    '/%E0%A4%A.js',
    '/',
    '/desktop/main.cjs',
    '/secrets.jwt',
  ])('is not %s', (pathname) => {
    expect(findAsset('/app/renderer', pathname)).toBeUndefined();
  });
});

describe('an address of the screens', () => {
  it.each(['app://console/', 'app://console/index.html#/debugger'])('is %s', (address) => {
    expect(isConsoleAddress(address)).toBe(true);
  });
  it.each([
    'app://console.evil/',
    'app://console@evil/',
    'app://evil/console',
    'app://user@console/',
    'https://console/',
    'file:///console',
    'about:blank',
    '',
  ])('is not %j', (address) => {
    expect(isConsoleAddress(address)).toBe(false);
  });
});

describe('who may call', () => {
  const screens = { url: 'app://console/index.html', origin: 'app://console', parent: null };

  it('is the main frame of the screens', () => {
    expect(isTrustedSender({ senderFrame: screens })).toBe(true);
  });
  it('is no frame that is gone', () => {
    expect(isTrustedSender({ senderFrame: null })).toBe(false);
  });
  it('is no frame of another origin, nor one whose address only looks like it', () => {
    expect(isTrustedSender({ senderFrame: { ...screens, origin: 'https://evil.example' } })).toBe(false);
    expect(isTrustedSender({ senderFrame: { ...screens, origin: 'null' } })).toBe(false);
    expect(isTrustedSender({ senderFrame: { ...screens, url: 'app://console.evil/index.html' } })).toBe(false);
  });
});

describe('the content security policy', () => {
  it('lets scripts come from the application only', () => {
    expect(contentSecurityPolicy).toContain("default-src 'none'; script-src 'self';");
    expect(contentSecurityPolicy).not.toContain('unsafe-eval');
    expect(contentSecurityPolicy.match(/unsafe-inline/g)).toHaveLength(1);
  });
});
