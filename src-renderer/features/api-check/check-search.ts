/** What the address of the screen says: the run that is shown, or what another screen wants checked. */
export interface CheckSearch {
  run?: string;
  audience?: string;
  scope?: string;
}

export function readCheckSearch({ run, audience, scope }: Record<string, unknown>): CheckSearch {
  return {
    ...(typeof run === 'string' && run !== '' ? { run } : {}),
    ...(typeof audience === 'string' && audience !== '' ? { audience } : {}),
    ...(typeof scope === 'string' && scope !== '' ? { scope } : {}),
  };
}
