/** The pages of docs/ list what the code has. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pages } from '../../scripts/docs/write-docs.mjs';

describe('docs/', () => {
  it.each(pages.map(({ path, write }) => [basename(path), path, write] as const))(
    '%s is what "npm run docs" writes',
    async (_name, path, write) => {
      expect(readFileSync(path, 'utf8')).toBe(await write());
    },
  );
});
