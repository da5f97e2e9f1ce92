import { IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import type { TokenView } from '#contract/entities/token-view.ts';
import classes from './verdict.module.css';
import { summarizeVerdict } from './verdict-words.ts';

const icons = { verified: IconCircleCheck, not_verified: IconCircleX, cannot_verify: IconHelpCircle };

/** Whether the signature holds and by which key, in words. */
export function Verdict({ view }: { view: TokenView }) {
  const Icon = icons[view.verdict];
  const { headline, tone } = summarizeVerdict(view);
  return (
    <div className={classes.verdict} data-tone={tone}>
      <Icon size={22} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        {view.reason.startsWith(headline) ? (
          <strong className={classes.headline}>{view.reason}</strong>
        ) : (
          <>
            <strong className={classes.headline}>{headline}</strong>
            <span>{view.reason}</span>
          </>
        )}
      </div>
    </div>
  );
}
