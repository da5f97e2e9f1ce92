/** On every answer: nothing here is a page, and no address of it belongs into another's `Referer`. */
export const securityHeaders = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' } as const;
