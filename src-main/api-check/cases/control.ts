/** The control, and the request without a token: without them nothing else can be judged. */
import { bearer } from '../attempt.ts';
import { inGroup } from '../check-case.ts';

/** The token that has to be accepted before anything else is sent. */
export const controlId = 'valid';

/** The request that shows whether the route is protected at all. */
export const noTokenId = 'no-token';

export const controlCases = inGroup('control', [
  {
    id: controlId,
    severity: 'must',
    title: 'A good token',
    why: 'The control: a token the tenant would issue for this API.',
    expects: 'accept',
    send: (kit) => [bearer(kit.token())],
  },
  {
    id: noTokenId,
    severity: 'must',
    maker: 'anyone',
    title: 'No Authorization header',
    why: 'A protected route must return 401 with a challenge (RFC 6750 §3; OWASP API2).',
    fix: 'T2',
    expects: 'challenge',
    send: () => [{}],
  },
]);
