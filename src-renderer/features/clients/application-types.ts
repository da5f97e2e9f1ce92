/** The names that people know the types by; the wire's names stay in what the API answers. */
const names: Record<string, string> = {
  non_interactive: 'Machine to Machine',
  spa: 'Single Page',
  regular_web: 'Regular Web',
  native: 'Native',
  resource_server: 'API',
};

export function applicationTypeName(appType: string | undefined): string {
  return appType === undefined ? 'No type' : (names[appType] ?? appType);
}
