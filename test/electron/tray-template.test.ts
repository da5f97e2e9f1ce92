import { describe, expect, it, vi } from 'vitest';
import type { Status } from '../../src-main/contract/methods/tenant.ts';
import { describeStatus, trayTemplate } from '../../src-main/desktop/tray-template.ts';
import { Menu } from './stand-in/menu.ts';

const running: Status = {
  state: 'running',
  exchanges: 0,
  issuer: 'http://localhost:4400/',
  httpsIssuer: 'https://localhost:4443/',
};

function trayOf(status: Status) {
  const acts = { show: vi.fn(), start: vi.fn(), stop: vi.fn(), copy: vi.fn(), quit: vi.fn() };
  return { acts, menu: Menu.buildFromTemplate(trayTemplate(status, acts)) };
}

describe('the tray', () => {
  it('always leads back to the window first, and can quit', () => {
    for (const state of ['starting', 'running', 'stopped', 'failed'] as const) {
      const { menu, acts } = trayOf({ state, exchanges: 0 });
      expect(menu.describe()[0]?.id).toBe('tray-show');
      menu.click('tray-show');
      menu.click('tray-quit');
      expect(acts.show).toHaveBeenCalledOnce();
      expect(acts.quit).toHaveBeenCalledOnce();
    }
  });

  it('stops a running tenant and copies its addresses', () => {
    const { menu, acts } = trayOf(running);
    menu.click('tray-stop');
    menu.click('tray-copy');
    menu.click('tray-copy-https');
    expect(acts.stop).toHaveBeenCalledOnce();
    expect(acts.copy.mock.calls.flat()).toEqual(['http://localhost:4400/', 'https://localhost:4443/']);
  });

  it('starts a stopped one, which has no address to copy', () => {
    const { menu, acts } = trayOf({ state: 'stopped', exchanges: 3 });
    menu.click('tray-start');
    expect(acts.start).toHaveBeenCalledOnce();
    expect(() => menu.click('tray-copy')).toThrow('not enabled');
  });

  it('names the HTTPS address once where it is the only one', () => {
    const https = 'https://localhost:4443/';
    const { menu } = trayOf({ state: 'running', exchanges: 0, issuer: https, httpsIssuer: https });
    expect(menu.describe().filter(({ id }) => id?.startsWith('tray-copy'))).toHaveLength(1);
  });

  it('says the state in words', () => {
    expect(describeStatus(running)).toBe('Running at http://localhost:4400');
    expect(describeStatus({ state: 'stopped', exchanges: 0 })).toBe('Stopped');
    const problem = { code: 'port_taken', message: '', port: 4400 } as const;
    expect(describeStatus({ state: 'failed', exchanges: 0, problem })).toBe('Failed: port 4400 is taken');
  });
});
