const time = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/** `13:05:09.120`, in the time zone of this machine. */
export function formatTime(date: string): string {
  return time.format(new Date(date));
}

/** `1.5 ms`, `120 ms`, `2.4 s`. @param milliseconds with fractions */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
