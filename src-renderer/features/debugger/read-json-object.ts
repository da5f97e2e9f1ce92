/** @returns the object, or in words why the text is none */
export function readJsonObject(text: string): { value?: Record<string, unknown>; problem?: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return { value };
    return { problem: 'Must be a JSON object: { … }.' };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'This is not valid JSON.' };
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
