export const page: string;
export function writePage(): string;
