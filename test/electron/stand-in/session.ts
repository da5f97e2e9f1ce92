import type { Session } from 'electron';

type Stood = Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>;

class StandInSession implements Stood {
  request: Parameters<Session['setPermissionRequestHandler']>[0] = null;
  check: Parameters<Session['setPermissionCheckHandler']>[0] = null;
  device: Parameters<Session['setDevicePermissionHandler']>[0] = null;

  setPermissionRequestHandler(handler: StandInSession['request']): void {
    this.request = handler;
  }
  setPermissionCheckHandler(handler: StandInSession['check']): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: StandInSession['device']): void {
    this.device = handler;
  }
}

export const session = { defaultSession: new StandInSession() };
