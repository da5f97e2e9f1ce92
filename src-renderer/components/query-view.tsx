import { Button, Skeleton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Notice } from './notice.tsx';
import classes from './query-view.module.css';

/** Milliseconds after which a wait is explained. */
const patience = 5_000;

interface QueryViewProps<Data> {
  query: UseQueryResult<Data>;
  /** What is awaited: "the applications". */
  what: string;
  /** Rows of the skeleton. */
  rows?: number;
  children: (data: Data) => ReactNode;
}

/** An answer, its skeleton, or why there is none. An answer once shown stays when asking again fails. */
export function QueryView<Data>({ query, what, rows = 4, children }: QueryViewProps<Data>) {
  const tryAgain = (
    <Button variant="default" onClick={() => void query.refetch()} loading={query.isFetching}>
      Try again
    </Button>
  );
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && (
          <Notice tone="cannot-verify" icon={<IconAlertTriangle size={18} />} actions={tryAgain}>
            Could not refresh {what}: {query.error.message} The data below may be out of date.
          </Notice>
        )}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) {
    return (
      <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} actions={tryAgain} assertive>
        Could not load {what}: {query.error.message}
      </Notice>
    );
  }
  return <Waiting what={what} rows={rows} onRetry={() => void query.refetch()} />;
}

interface WaitingProps {
  what: string;
  rows: number;
  onRetry(): void;
}

function Waiting({ what, rows, onRetry }: WaitingProps) {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes.waiting} aria-busy="true">
      {Array.from({ length: rows }, (_, row) => `row ${row}`).map((row) => (
        <Skeleton key={row} height={20} radius="sm" />
      ))}
      <p role="status" className={classes.long}>
        {isLong ? `Still loading ${what}…` : ''}
      </p>
      {isLong && (
        <div>
          <Button variant="default" onClick={onRetry}>
            Retry
          </Button>
        </div>
      )}
    </div>
  );
}
