/** What a spec may ask of any host. */
import type { Page } from '@playwright/test';

export interface StartOptions {
  /** Port of the tenant; 0 takes any free one. */
  port: number;
  /** Path of a seed; the browser host alone takes one. */
  seed?: string;
}

export interface StartedHost {
  /** The window, or the tab, with the screens in it. */
  page: Page;
  close(): Promise<void>;
}

/** One per worker: what starts can share is kept until the worker ends. */
export interface Launcher {
  start(options: StartOptions): Promise<StartedHost>;
  close(): Promise<void>;
}

/** Of the tenant: no HTTPS, so that no start waits for certificates. */
export const quietHttps = '--https-port=off';
