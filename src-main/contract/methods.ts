/** Every method of the console. A door looks names up here, a handler exists for each, and the renderer's client is typed by it. */
import type { InputOf, OutputOf } from './method.ts';
import { apiCheckMethods } from './methods/api-check.ts';
import { clientCredentialMethods } from './methods/client-credentials.ts';
import { clientScreenMethods } from './methods/client-screens.ts';
import { debuggerMethods } from './methods/debugger.ts';
import { entityMethods } from './methods/entities.ts';
import { faultMethods } from './methods/faults.ts';
import { gettingStartedMethods } from './methods/getting-started.ts';
import { hostMethods } from './methods/host.ts';
import { networkMethods } from './methods/network.ts';
import { resourceServerScreenMethods } from './methods/resource-server-screens.ts';
import { settingsMethods } from './methods/settings.ts';
import { signingKeyMethods } from './methods/signing-keys.ts';
import { tenantMethods } from './methods/tenant.ts';
import { tokenMethods } from './methods/tokens.ts';
import { trafficMethods } from './methods/traffic.ts';
import { transferMethods } from './methods/transfer.ts';

export const methods = {
  ...tenantMethods,
  ...hostMethods,
  ...gettingStartedMethods,
  ...tokenMethods,
  ...debuggerMethods,
  ...entityMethods,
  ...resourceServerScreenMethods,
  ...clientScreenMethods,
  ...clientCredentialMethods,
  ...signingKeyMethods,
  ...settingsMethods,
  ...networkMethods,
  ...trafficMethods,
  ...transferMethods,
  ...faultMethods,
  ...apiCheckMethods,
} as const;

export type Methods = typeof methods;
export type MethodName = keyof Methods;
export type Input<Name extends MethodName> = InputOf<Methods[Name]>;
export type Output<Name extends MethodName> = OutputOf<Methods[Name]>;

export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(methods, name);
}
