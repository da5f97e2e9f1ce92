/** Entities are linked wherever they are named. */
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { paths } from '../bridge/paths.ts';

export function ApplicationLink({ clientId, name }: { clientId: string; name: string }) {
  return (
    <Anchor renderRoot={(props) => <Link to={paths.application} params={{ clientId }} {...props} />} inherit>
      {name}
    </Anchor>
  );
}

/** @param name the identifier, where the API has no name */
export function ApiLink({ id, name }: { id: string; name: string }) {
  return (
    <Anchor renderRoot={(props) => <Link to={paths.api} params={{ id }} {...props} />} inherit>
      {name}
    </Anchor>
  );
}
