/** Every address of the screens. */
export const paths = {
  home: '/',
  applications: '/applications',
  application: '/applications/$clientId',
  apis: '/apis',
  api: '/apis/$id',
  debugger: '/debugger',
  settings: '/settings',
  appearance: '/settings/appearance',
  about: '/settings/about',
} as const;
