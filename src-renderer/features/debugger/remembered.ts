/** State that outlives its screen: in memory only, gone with the page. */
import { useCallback, useState } from 'react';

/**
 * @param forget what is not to be found again
 * @returns a hook, like `useState`
 */
export function createRemembered<Value>(initial: Value, forget: (value: Value) => Value = (value) => value) {
  let kept = initial;
  return function useRemembered(): [Value, (value: Value) => void] {
    const [value, setValue] = useState(kept);
    const set = useCallback((next: Value) => {
      kept = forget(next);
      setValue(next);
    }, []);
    return [value, set];
  };
}
