/** A.1: whether a token is there, and how it travels. */
import { bearer } from '../attempt.ts';
import { inGroup } from '../check-case.ts';

const varies = { accepted: 'The header is parsed leniently.', refused: 'The header is parsed strictly.' };

export const transportCases = inGroup('transport', [
  {
    id: 'valid-lowercase-scheme',
    severity: 'must',
    title: '"authorization: bearer" in lower case',
    why: 'Header names and schemes are case-insensitive (RFC 9110 §11.1).',
    fix: 'T1',
    expects: 'accept',
    send: (kit) => {
      const token = kit.token();
      return [{ token, headers: [['authorization', `bearer ${token}`]] }];
    },
  },
  {
    id: 'valid-uppercase-scheme',
    severity: 'must',
    title: '"BEARER" in upper case',
    why: 'Schemes are case-insensitive (RFC 9110 §11.1).',
    fix: 'T1',
    expects: 'accept',
    send: (kit) => {
      const token = kit.token();
      return [{ token, authorization: `BEARER ${token}` }];
    },
  },
  {
    id: 'empty-bearer',
    severity: 'must',
    maker: 'anyone',
    title: '"Bearer" without a token',
    why: 'Code that splits the header at the space gets `undefined`, and crashes or skips the check.',
    fix: 'T1',
    expects: 'challenge_or_400',
    send: () => [
      { variant: 'with a space', authorization: 'Bearer ' },
      { variant: 'without a space', authorization: 'Bearer' },
    ],
  },
  {
    id: 'bearer-null',
    severity: 'must',
    maker: 'anyone',
    title: '"Bearer null", "Bearer undefined", and the like',
    why: 'Front ends send these by mistake. They must not be treated as an anonymous user and let in.',
    fix: 'T2',
    expects: 'invalid_token',
    send: () =>
      ['null', 'undefined', '[object Object]'].map((word) => ({ variant: word, authorization: `Bearer ${word}` })),
  },
  {
    id: 'two-spaces',
    severity: 'may',
    title: 'Two spaces before the token',
    why: 'RFC 9110 §11.4 allows one or more; many parsers take just one.',
    expects: 'either',
    tells: varies,
    send: (kit) => {
      const token = kit.token();
      return [{ token, authorization: `Bearer  ${token}` }];
    },
  },
  {
    id: 'tab-separator',
    severity: 'may',
    title: 'A tab instead of the space',
    why: 'RFC 9110 §11.4 requires a space; some parsers accept any whitespace.',
    expects: 'either',
    tells: varies,
    send: (kit) => {
      const token = kit.token();
      return [{ token, authorization: `Bearer\t${token}` }];
    },
  },
  {
    id: 'no-scheme',
    severity: 'must',
    title: 'The token without "Bearer"',
    why: 'A lenient parser takes the last word of the header, whatever precedes it.',
    fix: 'T1',
    expects: 'refuse',
    send: (kit) => {
      const token = kit.token();
      return [{ token, authorization: token }];
    },
  },
  {
    id: 'other-scheme',
    severity: 'should',
    title: 'Another scheme before the token',
    why: 'The scheme says how to interpret the rest, so it must not be ignored (RFC 9110 §11.4).',
    fix: 'T1',
    expects: 'refuse',
    send: (kit) => {
      const token = kit.token();
      return ['Token', 'JWT', 'Basic'].map((scheme) => ({
        variant: scheme,
        token,
        authorization: `${scheme} ${token}`,
      }));
    },
  },
  {
    id: 'basic-credentials',
    severity: 'must',
    maker: 'anyone',
    title: 'Basic credentials',
    why: 'Other credentials must neither crash the API nor be accepted.',
    fix: 'T1',
    expects: 'challenge_or_400',
    send: () => [{ authorization: 'Basic YTpi' }],
  },
  {
    id: 'token-in-query',
    severity: 'should',
    title: 'The token in the query string',
    why: 'URLs end up in logs and Referer headers (RFC 9700 §4.3.2; RFC 6750 §2.3; OAuth 2.1 drops it).',
    fix: 'T3',
    expects: 'challenge',
    send: (kit) => {
      const token = kit.token();
      return [{ token, query: `access_token=${token}` }];
    },
  },
  {
    id: 'token-in-body',
    severity: 'may',
    title: 'The token in a form body',
    why: 'RFC 6750 §2.2 allows it, but does not require it.',
    fix: 'T3',
    expects: 'either',
    tells: { accepted: 'It also accepts tokens in form bodies.', refused: 'It accepts tokens in the header only.' },
    send: (kit) => {
      const token = kit.token();
      const text = `access_token=${token}`;
      return [{ token, method: 'POST', body: { type: 'application/x-www-form-urlencoded', text } }];
    },
  },
  {
    id: 'token-in-body-json',
    severity: 'should',
    title: 'The token in a JSON body',
    why: 'No standard allows it (RFC 6750 §2.2 allows form bodies only).',
    fix: 'T3',
    expects: 'refuse',
    send: (kit) => {
      const token = kit.token();
      const text = JSON.stringify({ access_token: token });
      return [{ token, method: 'POST', body: { type: 'application/json', text } }];
    },
  },
  {
    id: 'token-in-cookie',
    severity: 'should',
    title: 'The token in a cookie',
    why: 'Browsers attach cookies automatically, so any page could act for its visitor (CSRF).',
    fix: 'T3',
    expects: 'challenge',
    send: (kit) => {
      const token = kit.token();
      return ['access_token', 'token', 'jwt'].map((name) => ({
        variant: name,
        token,
        headers: [['Cookie', `${name}=${token}`]],
      }));
    },
  },
  {
    id: 'token-in-other-header',
    severity: 'should',
    title: 'The token in another header',
    why: 'Headers a gateway uses to vouch for callers must not be accepted from callers.',
    fix: 'T3',
    expects: 'challenge',
    send: (kit) => {
      const token = kit.token();
      return ['X-Access-Token', 'X-Forwarded-Access-Token', 'X-Authorization'].map((name) => ({
        variant: name,
        token,
        headers: [[name, name === 'X-Authorization' ? `Bearer ${token}` : token]],
      }));
    },
  },
  {
    id: 'token-twice',
    severity: 'should',
    title: 'The token in the header and in the query',
    why: 'Clients must use one method per request (RFC 6750 §2). Most libraries only look at the header.',
    fix: 'T3',
    expects: 'invalid_request',
    send: (kit) => {
      const token = kit.token();
      return [bearer(token, { query: `access_token=${token}` })];
    },
  },
  {
    id: 'token-twice-conflict',
    severity: 'must',
    title: 'A bad token in the header, a good one in the query',
    why: 'A parser that uses the first token that works lets the query override the header (RFC 6750 §2).',
    fix: 'T3',
    expects: 'refuse',
    send: (kit) => [bearer('x.y.z', { query: `access_token=${kit.token()}` })],
  },
  {
    id: 'two-authorization-headers',
    severity: 'may',
    title: 'Two Authorization headers, a good one and a bad one',
    why: 'If a proxy and the API read different ones, requests can be smuggled.',
    fix: 'T4',
    expects: 'either',
    tells: {
      accepted: 'The valid token was used.',
      refused: 'The invalid token was used, or the whole request was refused.',
    },
    send: (kit) => {
      const token = kit.token();
      return [
        { variant: 'good first', token, authorization: [`Bearer ${token}`, 'Bearer x.y.z'] },
        { variant: 'bad first', token, authorization: ['Bearer x.y.z', `Bearer ${token}`] },
      ];
    },
  },
  {
    id: 'comma-joined',
    severity: 'must',
    title: 'Two tokens joined by a comma',
    why: 'A proxy may join two headers like this. The result is not a token.',
    fix: 'T4',
    expects: 'refuse',
    send: (kit) => {
      const token = kit.token();
      return [{ token, authorization: `Bearer ${token}, Bearer x.y.z` }];
    },
  },
  {
    id: 'preflight',
    severity: 'may',
    title: 'A browser preflight',
    why: 'Browsers never send a token with OPTIONS. A 401 here locks out every single-page app.',
    fix: 'T5',
    expects: 'either',
    tells: {
      accepted: 'Preflights are accepted: browsers can call this API.',
      refused: "Preflights are refused: browsers can't call this API with a token. That's fine if they don't need to.",
    },
    send: () => [
      {
        method: 'OPTIONS',
        headers: [
          ['Origin', 'http://localhost:5173'],
          ['Access-Control-Request-Method', 'GET'],
          ['Access-Control-Request-Headers', 'authorization'],
        ],
      },
    ],
  },
  {
    id: 'other-methods',
    severity: 'must',
    maker: 'anyone',
    title: 'HEAD without a token',
    why: 'Protection tied to one method leaves the others open (OWASP API5).',
    fix: 'T6',
    expects: 'protect',
    send: () => [{ method: 'HEAD' }],
  },
  {
    id: 'path-variants',
    severity: 'must',
    maker: 'anyone',
    title: 'Other spellings of the path, without a token',
    why: 'A guard that compares path prefixes can be bypassed by a path the router treats as the same route (OWASP API5).',
    fix: 'T6',
    expects: 'protect',
    send: () =>
      Object.entries<(path: string) => string>({
        'a slash at its end': (path) => `${path}/`,
        'two slashes': (path) => `/${path}`,
        'upper case': (path) => path.toUpperCase(),
        'an encoded slash': (path) => `${path}%2f`,
        'a dot': (path) => `${path}/.`,
        'a parameter': (path) => `${path};x=1`,
      }).map(([variant, path]) => ({ variant, path })),
  },
  {
    id: 'method-override',
    severity: 'must',
    maker: 'anyone',
    title: 'X-HTTP-Method-Override: OPTIONS, without a token',
    why: 'A guard that skips OPTIONS must check the actual request method.',
    fix: 'T6',
    expects: 'protect',
    send: () => [{ headers: [['X-HTTP-Method-Override', 'OPTIONS']] }],
  },
]);
