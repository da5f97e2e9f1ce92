import { ActionIcon, Anchor, Badge, Title, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { TrafficDetail } from '#contract/methods/traffic.ts';
import { paths } from '../../bridge/paths.ts';
import { useExchange } from '../../bridge/queries/traffic.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { TabLinks, tabLinkClass } from '../../components/tab-links.tsx';
import classes from './exchange.module.css';
import { ExchangeActions } from './exchange-actions.tsx';
import { ExchangeSummary } from './exchange-summary.tsx';
import { ExchangeToken } from './exchange-token.tsx';
import { formatDuration } from './format-traffic.ts';
import { LogEntry } from './log-entry.tsx';
import { MessageTab } from './message-tab.tsx';
import { OutcomeMark } from './outcome-mark.tsx';
import { ReplayView } from './replay-view.tsx';
import type { ExchangeTab, TrafficSearch } from './traffic-search.ts';

interface ExchangePaneProps {
  logId: string;
  search: TrafficSearch;
  /** Whether it stands in the list's place. */
  isAlone: boolean;
  newer: string | undefined;
  older: string | undefined;
  onSearch(search: TrafficSearch): void;
  onOpen(log_id: string): void;
  onReplayed(log_id: string): void;
  onClose(): void;
  onDebug(token: string): void;
}

const tabNames: Record<ExchangeTab, string> = {
  summary: 'Summary',
  request: 'Request',
  answer: 'Answer',
  token: 'Token',
  log: 'Log entry',
};

/** One exchange in full, beside the list or in its place. */
export function ExchangePane(props: ExchangePaneProps) {
  const { logId, isAlone } = props;
  const exchange = useExchange(logId);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The row that was chosen is gone with its list.
    if (isAlone) heading.current?.focus({ preventScroll: true });
  }, [isAlone]);
  const isGone = exchange.isError && exchange.data === undefined;
  const row = exchange.data?.row;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section className={classes.pane} aria-label="Exchange" tabIndex={0} data-alone={isAlone || undefined}>
      <Toolbar {...props} />
      <div className={classes.title}>
        <Title order={2} tabIndex={-1} ref={heading}>
          {row?.words ?? (isGone ? 'Exchange not available' : 'Exchange')}
        </Title>
        {row !== undefined && (
          <span className={classes.facts}>
            <OutcomeMark outcome={row.outcome} status={row.status} /> <span>{formatDuration(row.duration)}</span>
            {row.fault !== undefined && <Badge>Fault: {row.fault}</Badge>}
          </span>
        )}
      </div>
      {isGone ? (
        <EmptyState title="This exchange is no longer available">
          <p>Tokenbench keeps the last 10,000 exchanges in memory until it stops.</p>
          <p>
            <Anchor renderRoot={(rest) => <Link to={paths.traffic} {...rest} />}>All traffic</Anchor>
          </p>
        </EmptyState>
      ) : (
        <QueryView query={exchange} what="the exchange" rows={8}>
          {(detail) => <Opened {...props} detail={detail} />}
        </QueryView>
      )}
    </section>
  );
}

function Toolbar({ newer, older, isAlone, onOpen, onClose }: ExchangePaneProps) {
  function walk(event: KeyboardEvent): void {
    const next = { ArrowUp: newer, ArrowDown: older }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onOpen(next);
  }
  return (
    <div className={classes.toolbar} role="toolbar" aria-label="Exchange" onKeyDown={walk}>
      <Tooltip label="Newer (↑)">
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label="Newer exchange"
          disabled={newer === undefined}
          onClick={() => newer !== undefined && onOpen(newer)}
        >
          <IconChevronUp size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Older (↓)">
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label="Older exchange"
          disabled={older === undefined}
          onClick={() => older !== undefined && onOpen(older)}
        >
          <IconChevronDown size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <span className={classes.gap} />
      <Tooltip label={isAlone ? 'Back to the list' : 'Close'}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={isAlone ? 'Back to the list' : 'Close the exchange'}
          onClick={onClose}
        >
          {isAlone ? <IconArrowLeft size={17} aria-hidden /> : <IconX size={17} aria-hidden />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function Opened(props: ExchangePaneProps & { detail: TrafficDetail }) {
  const { logId, search, detail, onDebug, onReplayed, onOpen } = props;
  const tabs = tabsOf(detail);
  const tab = tabs.find((one) => one === search.tab) ?? 'summary';
  return (
    <div className={classes.content}>
      <ExchangeActions logId={logId} detail={detail} onReplayed={onReplayed} onDebug={onDebug} />
      {search.replay !== undefined && <ReplayView before={detail} replayId={search.replay} onOpen={onOpen} />}
      <TabLinks label="Parts of the exchange">
        {tabs.map((one) => (
          <Link
            key={one}
            to={paths.exchange}
            params={{ logId }}
            search={{ ...search, tab: one === 'summary' ? undefined : one }}
            className={tabLinkClass}
            activeOptions={{ exact: true, explicitUndefined: true }}
            aria-current={one === tab ? 'page' : undefined}
            replace
            resetScroll={false}
          >
            {tabNames[one]}
          </Link>
        ))}
      </TabLinks>
      <TabContent tab={tab} {...props} />
    </div>
  );
}

function tabsOf({ token, bearer, logEntry, request }: TrafficDetail): ExchangeTab[] {
  return [
    'summary',
    ...(request.startLine === '' ? [] : (['request', 'answer'] as const)),
    ...(token === undefined && bearer === undefined ? [] : (['token'] as const)),
    ...(logEntry === undefined ? [] : (['log'] as const)),
  ];
}

function TabContent({ tab, logId, detail, onDebug }: ExchangePaneProps & { tab: ExchangeTab; detail: TrafficDetail }) {
  switch (tab) {
    case 'summary':
      return <ExchangeSummary logId={logId} detail={detail} />;
    case 'request':
      return <MessageTab logId={logId} part="request" detail={detail} onDebug={onDebug} />;
    case 'answer':
      return <MessageTab logId={logId} part="answer" detail={detail} onDebug={onDebug} />;
    case 'token':
      return <ExchangeToken logId={logId} detail={detail} onDebug={onDebug} />;
    case 'log':
      return <LogEntry detail={detail} />;
  }
}
