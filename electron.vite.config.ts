/** Builds the three parts of the desktop app into out/main, out/preload, out/renderer. */
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

export default defineConfig({
  main: {
    build: {
      externalizeDeps: true,
      rolldownOptions: { input: { index: 'src/main/index.ts' } },
    },
  },
  preload: {
    build: {
      // A sandboxed window loads CommonJS only, and cannot `require` packages.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), tailwindcss()],
    build: {
      outDir: 'out/renderer',
      // Loaded from this machine: one file of a megabyte is read in milliseconds.
      chunkSizeWarningLimit: 2_000,
      minify: true,
      rolldownOptions: { input: 'src/renderer/index.html' },
    },
  },
});
