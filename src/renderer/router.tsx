/** Which address shows which page. Addresses live behind the `#`, so that one file serves them all. */
import { createHashHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { ErrorPage } from './components/shell/error-page.tsx';
import { NotFoundPage } from './components/shell/not-found-page.tsx';
import { Shell } from './components/shell/shell.tsx';
import { parseFilterSearch, parseQueryString, toQueryString } from './filter/index.ts';
import { LivePage } from './routes/live.tsx';
import { PopoverPage } from './routes/popover.tsx';
import { RootPage } from './routes/root.tsx';
import { RoutingPage } from './routes/routing.tsx';
import { RunPage } from './routes/run.tsx';
import { parseRoutingSearch, parseRunSearch } from './routes/search.ts';
import { SettingsPage } from './routes/settings.tsx';

const root = createRootRoute({ component: RootPage, notFoundComponent: NotFoundPage });
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });

const live = createRoute({
  getParentRoute: () => shell,
  path: '/',
  validateSearch: parseFilterSearch,
  component: LivePage,
});
const run = createRoute({
  getParentRoute: () => shell,
  path: '/runs/$id',
  validateSearch: parseRunSearch,
  component: RunPage,
});
const routing = createRoute({
  getParentRoute: () => shell,
  path: '/routing',
  validateSearch: parseRoutingSearch,
  component: RoutingPage,
});
const settings = createRoute({ getParentRoute: () => shell, path: '/settings', component: SettingsPage });
const popover = createRoute({ getParentRoute: () => root, path: '/popover', component: PopoverPage });

export const router = createRouter({
  routeTree: root.addChildren([shell.addChildren([live, run, routing, settings]), popover]),
  history: createHashHistory(),
  parseSearch: parseQueryString,
  stringifySearch: toQueryString,
  defaultErrorComponent: ErrorPage,
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
