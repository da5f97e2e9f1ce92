export function findChromium(isGood?: (path: string) => boolean): string | undefined;
export function ensureChromium(): string | undefined;
