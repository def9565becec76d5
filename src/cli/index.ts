/** The command line's entry: keeps compiled code between starts, then hands over to main. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// In the built program only: reading compiled code back saves some 60 ms of each start. Where the folder cannot be
// written (a package installed by another user) Node goes on without.
if (import.meta.url.endsWith('.js')) enableCompileCache(join(import.meta.dirname, '..', 'compile-cache'));

// Before anything else is loaded: a schema decides as it is made whether it will be compiled.
if (process.argv.slice(2).some((word) => word === 'exec' || word === 'e')) {
  await import('./uncompiled-schemas.ts');
}
await import('./main.ts');
