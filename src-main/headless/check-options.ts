import type { CheckGroup, CheckLibrary, CheckMethod } from '../contract/entities/api-check.ts';

/** What `tokenbench check` is given. */
export interface CheckOptions {
  audience: string;
  scope?: string;
  client?: string;
  data?: string;
  port?: number;
  method?: CheckMethod;
  header: Record<string, string>;
  body?: string;
  unprotected?: string;
  group: CheckGroup[];
  only: string[];
  library?: CheckLibrary;
  refusedStatus: number[];
  allowHost?: string;
  wait: boolean;
  failOn: 'serious' | 'warning' | 'never';
  junit?: string;
  sarif?: string;
  html?: string;
  json?: true;
}
