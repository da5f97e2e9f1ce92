/** The frame around every screen: sidebar, header, bars, the screen, status bar; and what works on all of them. */
import { AppShell } from '@mantine/core';
import { useDisclosure, useHotkeys, useMediaQuery } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useConnection } from '../../bridge/bridge-context.tsx';
import { useAllFaultsOff } from '../../bridge/queries/faults.ts';
import { usePreferences } from '../../bridge/queries/preferences.ts';
import { showDone, showFailure } from '../../components/undo-notice.tsx';
import { useThemePreference } from '../color-scheme.tsx';
import { KeysDialog } from '../keys-dialog.tsx';
import { NoSessionScreen } from '../no-session-screen.tsx';
import { useOutsideEvents } from '../notices/use-outside-events.ts';
import { Palette } from '../palette/palette.tsx';
import { places } from '../places.ts';
import { useFileDrop } from '../use-file-drop.ts';
import { useFocusHeading } from '../use-focus-heading.ts';
import { useLetterKeys } from '../use-letter-keys.ts';
import { useNavigateEvents } from '../use-navigate-events.ts';
import { Bars } from './bars.tsx';
import { Header } from './header.tsx';
import classes from './shell.module.css';
import { Sidebar } from './sidebar.tsx';
import { StatusBar } from './status-bar.tsx';

export function Shell() {
  const { letterKeys, sidebarCollapsed } = usePreferences();
  const isNarrow = useMediaQuery('(max-width: 999px)', false, { getInitialValueInEffect: false });
  const isRail = isNarrow || sidebarCollapsed;
  const [isMenuOpen, menu] = useDisclosure(false);
  const [areKeysOpen, keys] = useDisclosure(false);
  const navigate = useNavigate();
  const hasSession = useConnection().state !== 'no_session';

  useThemePreference();
  useOutsideEvents();
  useNavigateEvents();
  useFileDrop();
  useFocusHeading();
  const turnFaultsOff = useTurnFaultsOff();
  useHotkeys(
    [
      ['mod+K', () => spotlight.toggle()],
      ['mod+shift+X', turnFaultsOff],
    ],
    [],
    true,
  );
  useLetterKeys(letterKeys, {
    onGo: useCallback(
      (letter) => {
        const place = places.find((candidate) => candidate.letter === letter);
        if (place) void navigate({ to: place.to });
      },
      [navigate],
    ),
    onFilter: useCallback(() => {
      const filter = document.querySelector<HTMLInputElement>('main [data-list-filter]');
      if (filter) filter.focus();
      else spotlight.open();
    }, []),
    onHelp: keys.open,
  });

  return (
    <AppShell
      layout="alt"
      transitionDuration={0}
      header={{ height: 48 }}
      navbar={{ width: isRail ? 84 : 208, breakpoint: 600, collapsed: { mobile: !isMenuOpen } }}
      footer={{ height: 34 }}
      className={classes.shell}
    >
      <button type="button" className="skip-link" onClick={skipToContent}>
        Skip to content
      </button>
      <AppShell.Navbar className={classes.navbar} data-open={isMenuOpen || undefined} aria-label="Main">
        <Sidebar isRail={isRail && !isMenuOpen} canCollapse={!isNarrow} onChoose={menu.close} />
      </AppShell.Navbar>
      <AppShell.Header className={classes.header}>
        <Header isMenuOpen={isMenuOpen} onMenu={menu.toggle} onHelp={keys.open} />
      </AppShell.Header>
      <AppShell.Main className={classes.main}>
        <Bars />
        <div className={classes.content}>{hasSession ? <Outlet /> : <NoSessionScreen />}</div>
      </AppShell.Main>
      <AppShell.Footer className={classes.footer} aria-label="Tenant status">
        <StatusBar />
      </AppShell.Footer>
      <Palette onKeys={keys.open} />
      <KeysDialog opened={areKeysOpen} letterKeys={letterKeys} onClose={keys.close} />
    </AppShell>
  );
}

/** From every screen, whatever has focus. */
function useTurnFaultsOff(): () => void {
  const { mutate } = useAllFaultsOff();
  return useCallback(
    () =>
      mutate(undefined, {
        onSuccess: () => showDone('All faults are off and the clock is reset.'),
        onError: (error) => showFailure('The faults could not be turned off', error),
      }),
    [mutate],
  );
}

/** A button, because the fragment of the address is the router's. */
function skipToContent(): void {
  document.getElementById('page-title')?.focus();
}
