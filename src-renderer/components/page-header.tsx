import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import classes from './page-header.module.css';

interface PageHeaderProps {
  /** Names the page and the window; never a secret. */
  title: string;
  /** One sentence: what the page is for. */
  purpose: ReactNode;
  badge?: ReactNode;
  actions?: ReactNode;
}

/** Characters of the window's title: names of applications have no limit of their own. */
const longestTitle = 100;

function shortened(title: string): string {
  return title.length > longestTitle ? `${title.slice(0, longestTitle)}…` : title;
}

/** The page's one h1. A change of route moves focus to it. */
export function PageHeader({ title, purpose, badge, actions }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${shortened(title)} — Tokenbench`;
  }, [title]);
  return (
    <div className={classes.header}>
      <div className={classes.words}>
        <div className={classes.title}>
          <Title order={1} tabIndex={-1} id="page-title">
            {title}
          </Title>
          {badge}
        </div>
        <p className={classes.purpose}>{purpose}</p>
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
