/** The frame around every screen. */
import { createRootRoute } from '@tanstack/react-router';
import { NotFoundScreen } from './not-found-screen.tsx';
import { Shell } from './shell/shell.tsx';

export const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFoundScreen });
export type RootRoute = typeof rootRoute;
