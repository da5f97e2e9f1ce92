/** The dialogs of an application's pages that have an address, `?dialog=…`. */
export const clientDialogs = ['rotate', 'delete', 'upload', 'generate'] as const;
export type ClientDialog = (typeof clientDialogs)[number];

export const clientTabs = ['settings', 'credentials', 'apis', 'quickstart'] as const;
export type ClientTab = (typeof clientTabs)[number];
