import { Button } from '@mantine/core';
import type { ResourceServer } from '#contract/entities/resource-server.ts';
import { useCreateTestApplication } from '../../../bridge/queries/resource-server-screens.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { showDone, showFailure } from '../../../components/undo-notice.tsx';

/** No one can call the API yet: the shortest way to someone who can. */
export function NoApplication({ resourceServer }: { resourceServer: ResourceServer }) {
  const create = useCreateTestApplication();
  return (
    <EmptyState title="No application can call this API yet">
      <p>Authorize one below, or create a test application with all of this API’s current permissions.</p>
      <Button
        loading={create.isPending}
        onClick={() =>
          create.mutate(resourceServer.id, {
            onSuccess: ({ name }) => showDone(`${name} was created and authorized.`),
            onError: (error) => showFailure('No application was created', error),
          })
        }
      >
        Create and authorize a test application
      </Button>
    </EmptyState>
  );
}
