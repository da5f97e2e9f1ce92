import { queryOptions } from '@tanstack/react-query';
import type { Input, MethodName, Output } from '#contract/methods.ts';
import type { Client } from '../client.ts';

/** A query that calls a method: its key is the method's name and input, which is what events invalidate by. */
export function methodQuery<Name extends MethodName>(client: Client, name: Name, input: Input<Name>) {
  return queryOptions<Output<Name>>({ queryKey: [name, input], queryFn: () => client.call(name, input) });
}
