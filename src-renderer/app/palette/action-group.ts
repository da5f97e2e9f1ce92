import type { SpotlightActionData } from '@mantine/spotlight';

/** Rows of the palette under one heading. */
export interface ActionGroup {
  group: string;
  actions: SpotlightActionData[];
}
