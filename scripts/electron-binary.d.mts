export function electronBinary(): string | undefined;

export interface FetchOptions {
  install?: string;
  remember?: string;
  /** Milliseconds without a byte. */
  wait?: number;
}

export function fetchElectron(options?: FetchOptions): Promise<{ binary?: string; reason?: string; isKnown?: boolean }>;
