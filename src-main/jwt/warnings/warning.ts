import type { TokenWarning } from '../../contract/entities/token-report.ts';

type Level = TokenWarning['level'];
type More = Omit<Partial<TokenWarning>, 'code' | 'level' | 'text'>;

export function warning(code: string, level: Level, text: string, more: More = {}): TokenWarning {
  return { code, level, text, ...more };
}

export function inHeader(name: string): More {
  return { place: { part: 'header', pointer: `/${name}` } };
}

export function inPayload(name: string): More {
  return { place: { part: 'payload', pointer: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` } };
}
