/** Starts the dashboard: the line to Brainswap, the keys, the pages. */
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { listenForKeys } from './keyboard/index.ts';
import { router } from './router.tsx';
import { watchRuns } from './stores/runs.ts';
import { watchStatus } from './stores/status.ts';
import './styles/index.css';

// The page's policy forbids building functions from text, which zod would otherwise try.
config({ jitless: true });

listenForKeys(window);
watchStatus();
watchRuns();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');
createRoot(root).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
