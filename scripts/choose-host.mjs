/** Whether `npm start` may open a window of its own; a decision without effects. */

/** Options of the command `serve` that the desktop application does not have. */
const ofServe = /^--(browser|ephemeral|seed|no-sample|issuer|rate-limit|json|console|console-port|open|help)(=|$)|^-h$/;

/**
 * @param {object} facts
 * @param {readonly string[]} facts.args What `npm start -- …` was given.
 * @param {boolean} facts.hasDisplay
 * @returns {{ host: 'desktop' | 'browser', why?: string }} why a person who expected a window gets none, in one line
 */
export function chooseHost({ args, hasDisplay }) {
  if (args.some((arg) => ofServe.test(arg))) return { host: 'browser' };
  if (!hasDisplay)
    return { host: 'browser', why: 'No window: there is no display here. The screens are for a browser.' };
  return { host: 'desktop' };
}

/** Whether a window could be seen: everywhere but on Linux without a session. */
export function findDisplay({ platform, env }) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}
