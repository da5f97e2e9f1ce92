/** The screens present, `STAND_IN_DISPLAYS` as a JSON list of work areas, the primary one first. */
import type { Display, Rectangle, Screen } from 'electron';

type Stood = {
  [Name in keyof Pick<Screen, 'getPrimaryDisplay' | 'getAllDisplays'>]: () => ReturnType<Screen[Name]> extends unknown[]
    ? Pick<Display, 'id' | 'workArea' | 'bounds'>[]
    : Pick<Display, 'id' | 'workArea' | 'bounds'>;
};

const areas: Rectangle[] = JSON.parse(process.env.STAND_IN_DISPLAYS ?? '[{"x":0,"y":0,"width":1920,"height":1040}]');
const displays = areas.map((area, id) => ({ id, workArea: area, bounds: area }));

export const screen: Stood = {
  getAllDisplays: () => displays,
  getPrimaryDisplay() {
    const [first] = displays;
    if (first === undefined) throw new Error('STAND_IN_DISPLAYS is empty.');
    return first;
  },
};
