import { paths } from '../../bridge/paths.ts';

export const compareAddress = `${paths.debugger}/compare` as const;
