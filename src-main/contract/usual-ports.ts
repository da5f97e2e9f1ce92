/** Where the tenant answers unless something else is chosen. */
export const usualPorts = { port: 4400, httpsPort: 4443 } as const;
