import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { paths } from '../bridge/paths.ts';
import { PageHeader } from '../components/page-header.tsx';

export function NotFoundScreen() {
  return (
    <>
      <PageHeader title="Page not found" purpose="This version has no page at this address." />
      <Anchor renderRoot={(props) => <Link to={paths.home} {...props} />}>Getting started</Anchor>
    </>
  );
}
