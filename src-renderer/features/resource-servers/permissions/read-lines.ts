import type { Scope } from '#contract/entities/resource-server.ts';

/** Permissions from text: a line each, the value first, its description after a tab, a comma, a semicolon or spaces. */
export function readPermissionLines(text: string): Scope[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, value = '', description = ''] = /^\s*([^\s,;]+)[\s,;]*(.*?)\s*$/.exec(line) ?? [];
    if (value === '') return [];
    return [description === '' ? { value } : { value, description }];
  });
}
