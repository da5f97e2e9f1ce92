/** The middle value, or the mean of the two middle ones. NaN for none. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

export interface Budget {
  rule: 'at least' | 'at most';
  value: number;
}

export interface Ratio {
  label: string;
  /** Median of the rounds' own ratios: a slow moment of the machine slows both sides of a round. */
  value: number;
  lowest: number;
  highest: number;
  budget: Budget | undefined;
  met: boolean | undefined;
}

/** Divides ours by the reference round by round; both lists are in the order of the rounds. */
export function compareRounds(label: string, ours: number[], reference: number[], budget?: Budget): Ratio {
  const ratios = ours.flatMap((value, round) => {
    const other = reference[round];
    return other === undefined ? [] : [value / other];
  });
  const value = median(ratios);
  return {
    label,
    value,
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    budget,
    met: budget && (budget.rule === 'at least' ? value >= budget.value : value <= budget.value),
  };
}
