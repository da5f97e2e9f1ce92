export const pages: { path: string; write: () => string | Promise<string> }[];
