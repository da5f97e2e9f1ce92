/** The jobs that a thread with a copy of the tenant does: what goes in and what comes out. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed } from '../../contract/entities/schema-kit.ts';
import { debuggerMethods } from '../../contract/methods/debugger.ts';
import { importInputSchema, importPlanSchema } from '../../contract/methods/transfer.ts';
import { controlRequests } from '../control-requests.ts';

export const jobContract = {
  /** Changes are handed over beside the plan, where they are wanted. */
  planImport: {
    input: Closed({ files: importInputSchema, withChanges: Type.Boolean() }),
    output: importPlanSchema,
  },
  inspect: {
    input: Closed({ given: debuggerMethods['debugger.inspect'].input, issuer: Type.Optional(Type.String()) }),
    output: debuggerMethods['debugger.inspect'].output,
  },
  inspectTexts: {
    input: Closed({ wish: controlRequests['inspect-tokens'].input, issuer: Type.Optional(Type.String()) }),
    output: controlRequests['inspect-tokens'].output,
  },
  compare: debuggerMethods['debugger.compare'],
} as const;

export type JobName = keyof typeof jobContract;
export type JobInput<Name extends JobName> = Static<(typeof jobContract)[Name]['input']>;
export type JobOutput<Name extends JobName> = Static<(typeof jobContract)[Name]['output']>;

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobContract, name);
}
