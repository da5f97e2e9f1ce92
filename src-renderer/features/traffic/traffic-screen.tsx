import { Button } from '@mantine/core';
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks';
import { IconAlertTriangle, IconArrowUp, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useMarkTrafficSeen, useTrafficCounts } from '../../bridge/queries/traffic.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ClearDialog } from './clear-dialog.tsx';
import { EmptyTraffic } from './empty-traffic.tsx';
import { ExchangePane } from './exchange-pane.tsx';
import { FilterBar } from './filter-bar.tsx';
import { foldRows } from './fold-rows.ts';
import { HarDialog } from './har-dialog.tsx';
import classes from './traffic.module.css';
import type { TrafficSearch } from './traffic-search.ts';
import { TrafficTable } from './traffic-table.tsx';
import { useTrafficRows } from './use-traffic-rows.ts';

/** Milliseconds of typing that make one question: each looks through the whole ring. */
const typingPause = 150;

/** Milliseconds between two announcements of what waits above. */
const announcing = 10_000;

interface TrafficScreenProps {
  openId: string | undefined;
  search: TrafficSearch;
  onSearch(search: TrafficSearch): void;
  onOpen(log_id: string, search?: TrafficSearch): void;
  onClose(): void;
  onDebug(token: string): void;
}

export function TrafficScreen({ openId, search, onSearch, onOpen, onClose, onDebug }: TrafficScreenProps) {
  const { filter = '', fold } = search;
  const [asked] = useDebouncedValue(filter, typingPause);
  const [isPaused, setIsPaused] = useState(false);
  const isAtTop = useCallback(() => window.scrollY < 8, []);
  const traffic = useTrafficRows(asked, isAtTop, isPaused);
  const { rows, waiting, found, hasOlder, state, problem, loadOlder, showWaiting, reload } = traffic;
  const isWide = useMediaQuery('(min-width: 1100px)', true, { getInitialValueInEffect: false });
  const isAlone = openId !== undefined && !isWide;
  const isFolding = fold !== 'off' && !/\bkind:(jwks|discovery)\b/.test(asked);
  const shown = useMemo(() => foldRows(rows, isFolding), [rows, isFolding]);
  const missing = hasOlder ? Math.max(0, found - rows.length - waiting.length) : 0;
  const counts = useTrafficCounts().data;
  useSeen(counts?.unread ?? 0, isPaused);
  useShowAtTop(isAtTop, showWaiting);

  // Links keep what the list is about, and none of what was open beside it.
  const listSearch = useMemo<TrafficSearch>(
    () => ({ ...(filter === '' ? {} : { filter }), ...(fold === undefined ? {} : { fold }), ...keptTab(search.tab) }),
    [filter, fold, search.tab],
  );
  const open = useCallback((log_id: string) => onOpen(log_id, listSearch), [onOpen, listSearch]);
  const isEmpty = state === 'ready' && rows.length === 0 && waiting.length === 0;
  const at = rows.findIndex(({ log_id }) => log_id === openId);

  return (
    <>
      <PageHeader
        title="Traffic"
        purpose="Every request to the tenant, live: what it was and why it was refused."
        actions={
          <Button
            variant={isPaused ? 'filled' : 'default'}
            leftSection={
              isPaused ? <IconPlayerPlay size={15} aria-hidden /> : <IconPlayerPause size={15} aria-hidden />
            }
            onClick={() => setIsPaused(!isPaused)}
          >
            {isPaused ? 'Resume' : 'Pause'}
          </Button>
        }
      />
      {!isAlone && (
        <FilterBar
          search={search}
          onSearch={onSearch}
          found={found}
          held={counts?.held}
          isPaused={isPaused}
          isFolding={isFolding}
        />
      )}
      {state === 'failed' && (
        <Notice
          tone="not-verified"
          icon={<IconAlertTriangle size={18} />}
          assertive
          actions={
            <Button variant="default" onClick={reload}>
              Try again
            </Button>
          }
        >
          Could not load the traffic: {problem}
        </Notice>
      )}
      <div className={classes.split} data-open={(openId !== undefined && isWide) || undefined}>
        {!isAlone && (
          <div className={classes.list}>
            <WaitingRows count={waiting.length} onShow={() => window.scrollTo({ top: 0 })} />
            {isEmpty && asked === '' ? (
              <EmptyTraffic />
            ) : (
              <TrafficTable
                rows={shown}
                missing={missing}
                openId={openId}
                isCompact={openId !== undefined || !isWide}
                search={listSearch}
                onOpen={open}
                onUnfold={() => onSearch({ ...search, fold: 'off' })}
                onNeedOlder={loadOlder}
              />
            )}
            {isEmpty && asked !== '' && (
              <div className={classes.none}>
                No exchange matches “{asked}”.{' '}
                <Button variant="default" onClick={() => onSearch({ ...listSearch, filter: '' })}>
                  Clear the filter
                </Button>
              </div>
            )}
          </div>
        )}
        {openId !== undefined && (
          <ExchangePane
            key={openId}
            logId={openId}
            search={search}
            isAlone={isAlone}
            newer={rows[at - 1]?.log_id}
            older={at === -1 ? undefined : rows[at + 1]?.log_id}
            onSearch={onSearch}
            onOpen={open}
            onReplayed={(replay) => onOpen(openId, { ...listSearch, replay })}
            onClose={onClose}
            onDebug={onDebug}
          />
        )}
      </div>
      <HarDialog
        opened={search.dialog === 'har'}
        filter={asked}
        found={found}
        onClose={() => onSearch({ ...search, dialog: undefined })}
      />
      <ClearDialog
        opened={search.dialog === 'clear'}
        held={counts?.held ?? 0}
        onClose={() => onSearch({ ...search, dialog: undefined })}
        onCleared={reload}
      />
    </>
  );
}

function keptTab(tab: TrafficSearch['tab']): TrafficSearch {
  return tab === undefined ? {} : { tab };
}

/** Refusals are seen once they are in this list. */
function useSeen(unread: number, isPaused: boolean): void {
  const { mutate } = useMarkTrafficSeen();
  useEffect(() => {
    if (unread > 0 && !isPaused) mutate();
  }, [unread, isPaused, mutate]);
}

/** What waits enters when somebody scrolls back to the top. */
function useShowAtTop(isAtTop: () => boolean, showWaiting: () => void): void {
  useEffect(() => {
    const onScroll = () => {
      if (isAtTop()) showWaiting();
    };
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => window.removeEventListener('scroll', onScroll);
  }, [isAtTop, showWaiting]);
}

/** Said at most every ten seconds; shown all the time. */
function WaitingRows({ count, onShow }: { count: number; onShow(): void }) {
  const [said, setSaid] = useState('');
  const last = useRef(0);
  useEffect(() => {
    const now = Date.now();
    if (count === 0 || now - last.current < announcing) return;
    last.current = now;
    setSaid(`${count.toLocaleString('en')} new`);
  }, [count]);
  return (
    <div className={classes.waiting}>
      {count > 0 && (
        <Button size="compact-sm" leftSection={<IconArrowUp size={14} aria-hidden />} onClick={onShow}>
          {count.toLocaleString('en')} new
        </Button>
      )}
      <span className={classes.said} role="status">
        {said}
      </span>
    </div>
  );
}
