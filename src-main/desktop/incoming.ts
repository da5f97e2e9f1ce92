/** Collects what the application is asked to show, from the first moment on: macOS tells before the application is ready. */
import { app } from 'electron';
import { findIncoming } from './desktop-options.ts';

export interface IncomingRequest {
  /** Links and files, as given. None where a second start had nothing to hand over. */
  links: string[];
  /** Working directory that relative paths start from. */
  folder: string;
}

export interface Incoming {
  /** From now on, and for all that came before. */
  listen(listener: (request: IncomingRequest) => void): void;
}

export function collectIncoming(first: string[]): Incoming {
  const waiting: IncomingRequest[] = first.length === 0 ? [] : [{ links: first, folder: process.cwd() }];
  let listener: ((request: IncomingRequest) => void) | undefined;
  const take = (request: IncomingRequest) => (listener ? listener(request) : waiting.push(request));

  app.on('second-instance', (_, args, folder) => take({ links: findIncoming(args.slice(1)), folder }));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    take({ links: [url], folder: process.cwd() });
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    take({ links: [path], folder: process.cwd() });
  });
  return {
    listen(given) {
      listener = given;
      for (const request of waiting.splice(0)) given(request);
    },
  };
}
