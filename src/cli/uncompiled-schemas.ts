/** To be loaded before any schema is made: an exec reads some dozens of values, and compiling schemas pays off over thousands. */
import { config } from 'zod';

config({ jitless: true });
