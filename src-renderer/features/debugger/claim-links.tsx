import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { NamedEntity } from '#contract/entities/token-report.ts';
import { paths } from '../../bridge/paths.ts';
import { ApiLink, ApplicationLink } from '../../components/entity-links.tsx';
import classes from './claims-table.module.css';

/** What of this tenant the value names, to go there. */
export function ClaimLinks({ entities }: { entities: NamedEntity[] }) {
  return (
    <span className={classes.entities}>
      {entities.map((entity) => (
        <EntityLink key={`${entity.kind} ${entity.id ?? ''}`} entity={entity} />
      ))}
    </span>
  );
}

function EntityLink({ entity: { kind, id = '', name } }: { entity: NamedEntity }) {
  switch (kind) {
    case 'api':
      return <ApiLink id={id} name={name} />;
    case 'application':
      return <ApplicationLink clientId={id} name={name} />;
    case 'permissions':
      return (
        <Anchor
          renderRoot={(props) => <Link to={paths.apiTab} params={{ id, tab: 'permissions' }} {...props} />}
          inherit
        >
          Permissions of {name}
        </Anchor>
      );
    case 'signing_keys':
      return (
        <Anchor renderRoot={(props) => <Link to={paths.keys} {...props} />} inherit>
          {name}
        </Anchor>
      );
    case 'tenant':
      return (
        <Anchor renderRoot={(props) => <Link to={paths.network} {...props} />} inherit>
          {name}
        </Anchor>
      );
  }
}
