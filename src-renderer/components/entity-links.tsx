/** Entities are linked wherever they are named. */
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { toTrafficTerm } from '#contract/traffic-filter.ts';
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

/** To the exchange that something on screen came of. */
export function ExchangeLink({ logId }: { logId: string }) {
  return (
    <Anchor renderRoot={(props) => <Link to={paths.exchange} params={{ logId }} {...props} />} inherit>
      Open in Traffic
    </Anchor>
  );
}

/** To all exchanges of an application or of an API. @param id the client id, or the API's id */
export function TrafficLink({ field, id }: { field: 'app' | 'api'; id: string }) {
  return (
    <Anchor
      renderRoot={(props) => <Link to={paths.traffic} search={{ filter: toTrafficTerm(field, id) }} {...props} />}
      inherit
    >
      View traffic
    </Anchor>
  );
}

/** To the check of an API, with the fields filled in as far as they are known. */
export function ApiCheckLink({
  audience,
  scope,
  children,
}: {
  audience?: string;
  scope?: string;
  children: ReactNode;
}) {
  return (
    <Anchor
      renderRoot={(props) => (
        <Link
          to={paths.apiCheck}
          search={{ ...(audience === undefined ? {} : { audience }), ...(scope === undefined ? {} : { scope }) }}
          {...props}
        />
      )}
      inherit
    >
      {children}
    </Anchor>
  );
}
