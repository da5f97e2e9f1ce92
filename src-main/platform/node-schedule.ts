import type { Schedule } from '../tenant/ports.ts';

/** Longest delay of a Node timer; a longer one would act at once. */
const longest = 2_147_483_647;

/** Keeps no process alive. What is planned for later than in 24 days is acted on early: who is called looks again. */
export const nodeSchedule: Schedule = (delay, act) => {
  const timer = setTimeout(act, Math.min(delay, longest));
  timer.unref();
  return () => clearTimeout(timer);
};
