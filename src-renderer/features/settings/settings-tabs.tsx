import { Link } from '@tanstack/react-router';
import { paths } from '../../bridge/paths.ts';
import { PageHeader } from '../../components/page-header.tsx';
import classes from './settings.module.css';

/** The head of each settings page; the parts are links, so that each has its address. */
export function SettingsHeader({ title, purpose }: { title: string; purpose: string }) {
  return (
    <>
      <PageHeader title={title} purpose={purpose} />
      <nav aria-label="Settings" className={classes.tabs}>
        <Link to={paths.appearance} className={classes.tab}>
          Appearance
        </Link>
        <Link to={paths.about} className={classes.tab}>
          About
        </Link>
      </nav>
    </>
  );
}
