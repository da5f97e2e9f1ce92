import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useState } from 'react';

const inSeconds = () => Math.floor(Date.now() / 1000);

/** The time in seconds since 1970; ticks each second, and stands still with reduced motion. */
export function useNow(): number {
  const isStill = useReducedMotion();
  const [now, setNow] = useState(inSeconds);
  useEffect(() => {
    if (isStill) return;
    const timer = setInterval(() => setNow(inSeconds()), 1_000);
    return () => clearInterval(timer);
  }, [isStill]);
  return now;
}
