export const cli: URL;
export function isBuilt(): boolean;
export function isStale(): boolean;
export function build(): void;
