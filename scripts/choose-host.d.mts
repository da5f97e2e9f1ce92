export function chooseHost(facts: { args: readonly string[]; hasDisplay: boolean }): {
  host: 'desktop' | 'browser';
  why?: string;
};
export function findDisplay(process: { platform: string; env: Readonly<Record<string, string | undefined>> }): boolean;
