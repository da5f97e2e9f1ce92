import classes from './panes.module.css';

/** What to paste, and what becomes of it: shown while there is nothing. */
export function Explanation() {
  return (
    <section className={classes.explanation} aria-label="What the token says">
      <p>
        <strong>Anything that holds a token will do</strong>: the token alone, an{' '}
        <span className="mono">Authorization</span> header, a curl line, an HTTP or JSON answer, an address with a token
        in it, several tokens at once.
      </p>
      <p>
        The signature is checked with the keys of this tenant, and for APIs that sign with HS256 with the API’s secret;
        once a token is here, a key, a secret or a JWKS address of another issuer can be given. The verdict names the
        key.
      </p>
    </section>
  );
}
