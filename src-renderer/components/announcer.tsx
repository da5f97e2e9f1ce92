import { VisuallyHidden } from '@mantine/core';

/** Tells screen readers, politely, what changed; stands in the page before there is anything to tell. */
export function Announcer({ text }: { text: string }) {
  return <VisuallyHidden role="status">{text}</VisuallyHidden>;
}
