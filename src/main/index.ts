/** The menu-bar app's first file. It only wires: what ships beside the code, the core, and RPC over a port. */
import { join } from 'node:path';
import { app } from 'electron';
import { dataFolder } from '../core/settings/index.ts';
import { serveMessagePort } from '../rpc/message-port.ts';
import { createRouter } from '../rpc/router.ts';
import { startApp } from './app.ts';
import { openCore } from './open-core.ts';
import { openFolder } from './system/open-folder.ts';

const built = join(import.meta.dirname, '..');
const resources = app.isPackaged ? process.resourcesPath : join(built, '../resources');

// Chromium's own files go below our data, not among it; the single-instance lock follows them.
const userData = join(dataFolder(process.env), 'app');
app.setPath('userData', userData);

void startApp({
  paths: {
    renderer: join(built, 'renderer'),
    preload: join(built, 'preload/index.cjs'),
    trayImages: join(resources, 'tray'),
    bounds: join(userData, 'window.json'),
  },
  open: openCore,
  serve: (brainswap, port) => serveMessagePort(createRouter(brainswap, { openFolder, origin: 'app' }), port),
});
