/** The routes of `/_tokenbench/`: faults, the clock, tokens and test sessions, for programs in any language. */
import { Type } from '@sinclair/typebox';
import { faultInputSchema } from '../../contract/entities/fault.ts';
import {
  faultKindNames,
  faultKinds,
  faultPresetNames,
  faultPresets,
  isFaultPreset,
} from '../../contract/entities/fault-kinds.ts';
import { mintRequestSchema } from '../../contract/entities/mint-request.ts';
import { Closed, Enum } from '../../contract/entities/schema-kit.ts';
import { clockInputSchema } from '../../contract/entities/tenant-clock.ts';
import { readPrivateKey } from '../../platform/read-private-key.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import { checkInput } from '../../tenant/input/check-input.ts';
import { TenantError } from '../../tenant/tenant-error.ts';
import { mintToken } from '../../tenant/tokens/mint-token.ts';
import type { ControlRoute } from './control-route.ts';
import { holdSession } from './hold-session.ts';

/** Seconds that a session lives without a sign, unless it says otherwise. */
const usualLifetime = 60;

const sessionSchema = Closed({
  expires_in: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 86_400, description: `seconds without a sign of life; ${usualLifetime}` }),
  ),
});

export function controlRoutes(tenant: Tenant): ControlRoute[] {
  const { faults } = tenant;
  const routes: ControlRoute[] = [
    {
      method: 'GET',
      path: '/',
      description: 'What there is: routes, kinds of faults, presets',
      handle: () => describeControl(routes),
    },
    { method: 'GET', path: '/faults', description: 'The faults that are set', handle: () => faults.list() },
    {
      method: 'POST',
      path: '/faults',
      description: 'Set a fault; see fault_kinds for what each kind takes',
      body: Type.Object({ kind: Enum(faultKindNames) }),
      status: 201,
      handle: ({ body }) => faults.set(body),
    },
    {
      method: 'DELETE',
      path: '/faults',
      description: 'Every fault off, and the clock real again',
      status: 204,
      handle: () => faults.allOff(),
    },
    {
      method: 'DELETE',
      path: '/faults/:name',
      description: 'One fault off, by its id',
      status: 204,
      handle: ({ name }) => faults.off(name),
    },
    {
      method: 'POST',
      path: '/presets/:name',
      description: 'Several faults at once; the body holds their terms, such as expires_in or session',
      status: 201,
      handle: ({ name, body }) => faults.preset(readPreset(name), readObject(body)),
    },
    { method: 'GET', path: '/clock', description: "The tenant's clock", handle: () => faults.clock() },
    {
      method: 'PUT',
      path: '/clock',
      description: 'Move the clock, or let it stand still',
      body: clockInputSchema,
      handle: ({ body }) => faults.setClock(body),
    },
    { method: 'DELETE', path: '/clock', description: 'The real time again', handle: () => faults.resetClock() },
    {
      method: 'POST',
      path: '/mint',
      description: 'Any token, right or wrong',
      body: mintRequestSchema,
      handle: async ({ body, issuer }) => ({
        token: await mintToken(checkInput(mintRequestSchema, body ?? {}), { tenant, issuer, readPrivateKey }),
      }),
    },
    {
      method: 'POST',
      path: '/sessions',
      description: 'Begin a test session: what names it goes when it ends',
      body: sessionSchema,
      status: 201,
      handle: ({ body }) => faults.beginSession(checkInput(sessionSchema, body ?? {}).expires_in ?? usualLifetime),
    },
    {
      method: 'PUT',
      path: '/sessions/:name',
      description: 'A sign of life',
      handle: ({ name }) => faults.renewSession(name),
    },
    {
      method: 'GET',
      path: '/sessions/:name/hold',
      description: 'Holds the session for as long as this connection stays open (text/event-stream), and ends it then',
      stream: ({ name }, { request, reply }) => holdSession(name, tenant, request, reply),
    },
    {
      method: 'DELETE',
      path: '/sessions/:name',
      description: 'End a test session, and what it set',
      status: 204,
      handle: ({ name }) => faults.endSession(name),
    },
  ];
  return routes;
}

function describeControl(routes: readonly ControlRoute[]): object {
  return {
    routes: routes.map(({ method, path, description, body }) => ({
      method,
      path: `/_tokenbench${path.replace(':name', path.startsWith('/presets') ? '{name}' : '{id}')}`,
      description,
      ...(body === undefined ? {} : { body }),
    })),
    fault_kinds: faultKindNames.map((kind) => {
      const { title, group, simulates } = faultKinds[kind];
      return { kind, title, group, simulates, body: faultInputSchema(kind) };
    }),
    presets: faultPresetNames.map((name) => ({ name, ...faultPresets[name] })),
  };
}

function readPreset(name: string) {
  if (isFaultPreset(name)) return name;
  throw new TenantError('invalid_uri', `There is no preset ${name}. There are: ${faultPresetNames.join(', ')}.`, {
    field: 'name',
  });
}

function readObject(body: unknown): object {
  return checkInput(Type.Object({}), body ?? {});
}
