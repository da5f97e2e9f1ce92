/** Handlers for import and export, with the imports of this run that can be undone. */
import type { InputOf, OutputOf } from '../contract/method.ts';
import type { transferMethods } from '../contract/methods/transfer.ts';
import { applyImport, planImport } from '../runtime/import/plan-import.ts';
import type { TenantRuntime } from '../runtime/tenant-runtime.ts';
import { TenantError } from '../tenant/tenant-error.ts';
import type { KeptImport } from '../tenant/transfer/service.ts';
import { Tasks } from './tasks.ts';

type TransferMethods = typeof transferMethods;

export type TransferHandlers = {
  [Name in keyof TransferMethods]: (
    input: InputOf<TransferMethods[Name]>,
  ) => OutputOf<TransferMethods[Name]> | Promise<OutputOf<TransferMethods[Name]>>;
};

export function transferHandlers({ tenant }: TenantRuntime): TransferHandlers {
  // Only the last one can be undone: it undoes nothing but itself, and any other has that one after it.
  let last: { id: string; kept: KeptImport } | undefined;
  const tasks = new Tasks();
  const remember = (kept: KeptImport) => {
    last = { id: tenant.random.alphanumeric(16), kept };
    return last.id;
  };
  return {
    'sample.remove': () => ({ undo: remember(tenant.transfer.removeSample()) }),
    'transfer.plan': ({ input, task }) => tasks.run(task, (options) => planImport(input, tenant, options)),
    'transfer.progress': ({ task }) => tasks.progress(task),
    'transfer.cancel': ({ task }) => {
      tasks.cancel(task);
      return {};
    },
    'transfer.apply': async ({ input, fingerprint, task }) => {
      const { plan, kept } = await tasks.run(task, (options) => applyImport(input, fingerprint, tenant, options));
      return { plan, undo: remember(kept) };
    },
    'transfer.undo': ({ undo }) => {
      if (last?.id !== undo) {
        throw new TenantError('operation_not_supported', 'This import cannot be undone any more.', { field: 'undo' });
      }
      last.kept.undo();
      last = undefined;
      return {};
    },
    'transfer.export': (input) => tenant.transfer.export(input),
  };
}
