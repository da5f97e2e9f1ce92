/** The renderer's one way to the main side: calls typed by the contract, over the transport chosen at the start. */
import type { Input, MethodName, Output } from '#contract/methods.ts';
import { ProblemError } from './problem-error.ts';
import type { Transport } from './transport.ts';

export interface Client {
  /** @throws {ProblemError} what the main side refused, or `connection_lost` */
  call<Name extends MethodName>(name: Name, input: Input<Name>): Promise<Output<Name>>;
}

export function createClient(transport: Pick<Transport, 'call'>): Client {
  return {
    async call<Name extends MethodName>(name: Name, input: Input<Name>) {
      const reply = await transport.call(name, input);
      if (!reply.ok) throw new ProblemError(reply.problem);
      // Both ends are built from one contract; the main side's handlers are typed by the same list.
      return reply.value as Output<Name>;
    },
  };
}
