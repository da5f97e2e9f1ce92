import { Link } from '@tanstack/react-router';
import { paths } from '../../bridge/paths.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { TabLinks, tabLinkClass } from '../../components/tab-links.tsx';
import { tenantDrafts } from './tenant-form.ts';

const parts = [
  { to: paths.tenantSettings, name: 'Tenant' },
  { to: paths.network, name: 'Network' },
  { to: paths.https, name: 'HTTPS' },
  { to: paths.storage, name: 'Storage' },
  { to: paths.importExport, name: 'Import/Export' },
  { to: paths.advanced, name: 'Advanced' },
  { to: paths.appearance, name: 'Appearance' },
  { to: paths.about, name: 'About' },
] as const;

/** The head of each settings page; the parts are links, so that each has its address. */
export function SettingsHeader({ title, purpose }: { title: string; purpose: string }) {
  const hasDraft = tenantDrafts.useKeys().size > 0;
  return (
    <>
      <PageHeader title={title} purpose={purpose} />
      <TabLinks label="Settings">
        {parts.map(({ to, name }) => (
          <Link key={to} to={to} className={tabLinkClass}>
            {name}
            {to === paths.tenantSettings && hasDraft && <span title="Unsaved changes"> ●</span>}
          </Link>
        ))}
      </TabLinks>
    </>
  );
}
