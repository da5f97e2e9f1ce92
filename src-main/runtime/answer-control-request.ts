/** Answers control requests with the tenant at hand, whether it is running or was opened for the one request. */
import type { SigningKey } from '../contract/entities/signing-key.ts';
import { readPrivateKey } from '../platform/read-private-key.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import { checkInput } from '../tenant/input/check-input.ts';
import { TenantError } from '../tenant/tenant-error.ts';
import { mintToken } from '../tenant/tokens/mint-token.ts';
import { openCheckRuns } from './api-check/open-check-runs.ts';
import {
  type ControlInput,
  type ControlOutput,
  type ControlRequestName,
  controlEnvelope,
  controlRequests,
  isControlRequestName,
} from './control-requests.ts';
import { inspectTexts } from './debugger/inspect.ts';
import { applyImport, planImport } from './import/plan-import.ts';
import { issueToken, TokenRefusedError } from './issue-token.ts';
import { listTraffic } from './traffic/list-traffic.ts';

export interface AskedTenant {
  tenant: Tenant;
  /** Of the tokens that are asked for here; with its trailing slash. */
  issuer: string;
  /** The key to `/_tokenbench/`. */
  controlToken: string;
}

/** Milliseconds without a sign of the command that asked for a check. */
const checkLease = 10_000;

type Handlers = {
  [Name in ControlRequestName]: (input: ControlInput<Name>, asked: AskedTenant) => Promise<ControlOutput<Name>>;
};

const handlers: Handlers = {
  whereabouts: async (_input, { issuer }) => ({ issuer }),

  async token(wish, { tenant, issuer }) {
    try {
      return { access_token: await issueToken(wish, tenant, issuer) };
    } catch (refusal) {
      if (!(refusal instanceof TokenRefusedError)) throw refusal;
      const { error, error_description, hint } = refusal;
      return { error, error_description, ...(hint === undefined ? {} : { hint }) };
    }
  },

  'inspect-tokens': (wish, asked) => inspectTexts(wish, asked),

  'list-traffic': async (wish, { tenant }) => listTraffic(wish, tenant),

  'plan-import': (input, { tenant }) => orProblem(async () => ({ plan: await planImport(input, tenant) })),

  'apply-import': ({ input, fingerprint }, { tenant }) =>
    orProblem(async () => ({ plan: (await applyImport(input, fingerprint, tenant)).plan })),

  export: (input, { tenant }) => orProblem(() => tenant.transfer.export(input)),

  'list-keys': async (_input, { tenant }) => listKeys(tenant),

  async 'rotate-keys'(_input, { tenant }) {
    await tenant.signingKeys.rotate();
    return listKeys(tenant);
  },

  'list-faults': async (_input, { tenant }) => listFaults(tenant),

  'set-fault': async ({ fault }, { tenant }) => {
    const { client_id } = fault;
    return tenant.faults.set(
      client_id === undefined ? fault : { ...fault, client_id: findClientId(client_id, tenant.clients) },
    );
  },

  async 'faults-off'({ which }, { tenant }) {
    if (which === undefined) tenant.faults.allOff();
    else turnOff(which, tenant);
    return listFaults(tenant);
  },

  async 'fault-preset'({ preset }, { tenant }) {
    tenant.faults.preset(preset);
    return listFaults(tenant);
  },

  'set-clock': async ({ clock }, { tenant }) => tenant.faults.setClock(clock),

  'reset-clock': async (_input, { tenant }) => tenant.faults.resetClock(),

  'control-token': async (_input, { controlToken }) => ({ token: controlToken }),

  'start-check': ({ input }, { tenant }) =>
    orProblem(async () => ({ id: await (await openCheckRuns(tenant)).start(input, { lease: checkLease }) })),

  'read-check': async ({ id, after }, { tenant }) => (await openCheckRuns(tenant)).read(id, after),

  'stop-check': async ({ id }, { tenant }) => {
    (await openCheckRuns(tenant)).stop(id);
    return {};
  },

  mint: async (request, { tenant, issuer }) => ({
    token: await mintToken(request, { tenant, issuer, readPrivateKey }),
  }),
};

function listFaults({ faults }: Tenant): ControlOutput<'list-faults'> {
  return { faults: faults.list(), clock: faults.clock() };
}

/** @throws {TenantError} `inexistent_fault` */
function turnOff(which: string, { faults }: Tenant): void {
  const ofKind = faults.list().filter(({ kind }) => kind === which);
  for (const { id } of ofKind) faults.off(id);
  if (ofKind.length === 0) faults.off(which);
}

/** People write names. One that is no name is left as it is, for the tenant to say so. */
function findClientId(idOrName: string, clients: Tenant['clients']): string {
  if (clients.find(idOrName) !== undefined) return idOrName;
  const named = clients.named(idOrName);
  return named.length === 1 ? (named[0]?.client_id ?? idOrName) : idOrName;
}

/** @throws Error with a message for the one who asked */
export async function answerControlRequest(request: unknown, asked: AskedTenant): Promise<unknown> {
  const { name, input } = checkInput(controlEnvelope, request);
  if (!isControlRequestName(name)) {
    throw new Error(`The running Tokenbench does not know the request ${name}: it is of another version. Restart it.`);
  }
  return answerChecked(name, input, asked);
}

function answerChecked<Name extends ControlRequestName>(
  name: Name,
  input: unknown,
  asked: AskedTenant,
): Promise<ControlOutput<Name>> {
  return handlers[name](checkInput<(typeof controlRequests)[Name]['input']>(controlRequests[name].input, input), asked);
}

/** A refusal of the tenant is an answer, in its words. */
async function orProblem<Answer>(work: () => Promise<Answer>): Promise<Answer | { problem: { message: string } }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TenantError) return { problem: { message: error.words } };
    throw error;
  }
}

/** Without what is secret of them. */
function listKeys({ signingKeys }: Tenant): ControlOutput<'list-keys'> {
  return signingKeys.list().map(({ kid, state, created_at, ...times }: SigningKey) => ({
    kid,
    state,
    created_at,
    ...definedTimes(times),
  }));
}

function definedTimes({ current_since, current_until, revoked_at }: Partial<SigningKey>) {
  return {
    ...(current_since === undefined ? {} : { current_since }),
    ...(current_until === undefined ? {} : { current_until }),
    ...(revoked_at === undefined ? {} : { revoked_at }),
  };
}
