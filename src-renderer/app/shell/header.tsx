import { ActionIcon, Burger, Kbd, Tooltip, UnstyledButton } from '@mantine/core';
import { useOs } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { IconQuestionMark, IconSearch } from '@tabler/icons-react';
import { Bell } from '../notices/bell.tsx';
import { Breadcrumbs } from './breadcrumbs.tsx';
import classes from './header.module.css';
import { ThemeMenu } from './theme-menu.tsx';

interface HeaderProps {
  isMenuOpen: boolean;
  onMenu(): void;
  onHelp(): void;
}

export function Header({ isMenuOpen, onMenu, onHelp }: HeaderProps) {
  const isMac = useOs() === 'macos';
  return (
    <div className={classes.header}>
      <Burger
        className={classes.burger}
        size="sm"
        opened={isMenuOpen}
        onClick={onMenu}
        aria-label="Navigation"
        aria-expanded={isMenuOpen}
      />
      <Breadcrumbs />
      <UnstyledButton className={classes.search} onClick={spotlight.open} aria-label="Search and actions">
        <IconSearch size={15} aria-hidden />
        <span className={classes.prompt}>Search, or paste a token</span>
        <Kbd className={classes.keys}>{isMac ? '⌘ K' : 'Ctrl K'}</Kbd>
      </UnstyledButton>
      <div className={classes.tools}>
        <Bell />
        <Tooltip label="Keyboard shortcuts">
          <ActionIcon variant="subtle" color="gray" size={30} aria-label="Keyboard shortcuts" onClick={onHelp}>
            <IconQuestionMark size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <ThemeMenu />
      </div>
    </div>
  );
}
