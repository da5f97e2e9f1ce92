import { Button, Title } from '@mantine/core';
import { IconFileSearch } from '@tabler/icons-react';
import type { TrafficDetail } from '#contract/methods/traffic.ts';
import { useTrafficTexts } from '../../bridge/queries/traffic.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { DecodedToken } from '../../components/decoded-token.tsx';
import classes from './exchange.module.css';

interface ExchangeTokenProps {
  logId: string;
  detail: TrafficDetail;
  onDebug(token: string): void;
}

/** The token that was issued, and the one that was carried, read and verified; whole only in the debugger or a copy. */
export function ExchangeToken({ logId, detail: { token, bearer }, onDebug }: ExchangeTokenProps) {
  const { readToken } = useTrafficTexts();
  const shown = [
    { which: 'issued', title: 'Issued by this exchange', view: token },
    { which: 'bearer', title: 'Carried by the request', view: bearer },
  ] as const;
  return (
    <div className={classes.message}>
      {shown.map(({ which, title, view }) => {
        if (view === undefined) return null;
        const read = () => readToken({ log_id: logId, which });
        return (
          <section key={which} className={classes.token} aria-label={title}>
            <div className={classes.tokenHead}>
              <Title order={3}>{title}</Title>
              <div className={classes.actions}>
                <CopyButton value={read} what="the token" />
                <Button
                  variant="default"
                  leftSection={<IconFileSearch size={15} aria-hidden />}
                  onClick={() => void read().then(onDebug, () => undefined)}
                >
                  Open in the debugger
                </Button>
              </div>
            </div>
            <DecodedToken view={view} />
          </section>
        );
      })}
    </div>
  );
}
