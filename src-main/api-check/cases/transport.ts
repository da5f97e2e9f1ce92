/** A.1: whether a token is there, and how it travels. */
import { bearer } from '../attempt.ts';
import { inGroup } from '../check-case.ts';

const varies = { accepted: 'It is parsed leniently.', refused: 'It is parsed strictly.' };

export const transportCases = inGroup('transport', [
  {
    id: 'valid-lowercase-scheme',
    severity: 'must',
    title: '"authorization: bearer" in lower case',
    why: 'The names of headers and of schemes are case-insensitive (RFC 9110 §11.1).',
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
    why: 'The names of schemes are case-insensitive (RFC 9110 §11.1).',
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
    why: 'Code that splits the header at the space gets undefined: a crash, or a way around the check.',
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
    title: '"Bearer null" and its kin',
    why: 'Front ends send these by mistake. None of them may become "no user" and pass.',
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
    title: 'A tab in place of the space',
    why: 'RFC 9110 §11.4 says a space; some parsers take any white space.',
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
    why: 'A lenient parser takes the last word of the header, whatever stands before it.',
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
    why: 'The scheme says how to read what follows: it must not be ignored (RFC 9110 §11.4).',
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
    why: 'Another kind of credentials must neither crash the API nor pass.',
    fix: 'T1',
    expects: 'challenge_or_400',
    send: () => [{ authorization: 'Basic YTpi' }],
  },
  {
    id: 'token-in-query',
    severity: 'should',
    title: 'The token in the query',
    why: 'Addresses end up in logs and in Referer (RFC 9700 §4.3.2; RFC 6750 §2.3; OAuth 2.1 drops it).',
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
    title: 'The token in a form',
    why: 'RFC 6750 §2.2 allows it, as an option.',
    fix: 'T3',
    expects: 'either',
    tells: { accepted: 'It also reads tokens from forms.', refused: 'It reads tokens from the header only.' },
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
    why: 'No standard allows it (RFC 6750 §2.2 asks for a form).',
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
    why: 'A browser sends cookies by itself: any page can act for its visitor (CSRF).',
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
    why: 'Headers by which a gateway vouches for a caller must not be open to callers.',
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
    why: 'A client uses one method in a request (RFC 6750 §2). Most libraries look at the header only.',
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
    why: 'A parser that takes the first token that works lets the header be overruled (RFC 6750 §2).',
    fix: 'T3',
    expects: 'refuse',
    send: (kit) => [bearer('x.y.z', { query: `access_token=${kit.token()}` })],
  },
  {
    id: 'two-authorization-headers',
    severity: 'may',
    title: 'Two Authorization headers, a good one and a bad one',
    why: 'A proxy and the API may read different ones: that is how requests are smuggled.',
    fix: 'T4',
    expects: 'either',
    tells: {
      accepted: 'The good one of the two counted.',
      refused: 'The bad one counted, or the request was refused as a whole.',
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
    why: 'What a proxy makes of two headers is not one token.',
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
    title: 'A preflight of a browser',
    why: 'Browsers never send a token with OPTIONS: a 401 there shuts out every single page application.',
    fix: 'T5',
    expects: 'either',
    tells: {
      accepted: 'Preflights pass: browsers can call it.',
      refused: 'Preflights are refused: no browser can call it with a token. Fine, if none has to.',
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
    why: 'Protection that is bound to one method leaves the others open (OWASP API5).',
    fix: 'T6',
    expects: 'protect',
    send: () => [{ method: 'HEAD' }],
  },
  {
    id: 'path-variants',
    severity: 'must',
    maker: 'anyone',
    title: 'Other spellings of the path, without a token',
    why: 'A guard that compares prefixes is passed by a path that the router takes for the same (OWASP API5).',
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
    why: 'A guard that lets preflights pass must look at the real method.',
    fix: 'T6',
    expects: 'protect',
    send: () => [{ headers: [['X-HTTP-Method-Override', 'OPTIONS']] }],
  },
]);
