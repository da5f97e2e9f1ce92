import classes from './panes.module.css';

/** What to paste, and what becomes of it: shown while there is nothing. */
export function Explanation() {
  return (
    <section className={classes.explanation} aria-label="Decoded token">
      <p>
        <strong>Paste anything that contains a token</strong>: the token alone, an{' '}
        <span className="mono">Authorization</span> header, a curl command, an HTTP or JSON response, a URL with a token
        in it, or several tokens at once.
      </p>
      <p>
        The signature is checked with this tenant’s keys, or with the API’s signing secret for HS256. For tokens from
        another issuer, you can then provide a key, a secret, or a JWKS URL.
      </p>
    </section>
  );
}
