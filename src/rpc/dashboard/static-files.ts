/** The built pages of the dashboard, read from one folder and never from beside it. */
import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

export interface StaticFile {
  headers: Record<string, string>;
  body: Buffer;
}

/** The file that a URL path names inside `folder`; null where there is none, or where the path would lead out of it. */
export async function readStaticFile(folder: string, pathname: string): Promise<StaticFile | null> {
  const path = pathIn(folder, pathname);
  if (path === null) return null;
  let body: Buffer;
  try {
    body = await readFile(path);
  } catch {
    // Absent, a folder, not ours to read: to a browser they are all the same.
    return null;
  }
  const type = extname(path).toLowerCase();
  return {
    headers: {
      'content-type': contentTypes[type] ?? 'application/octet-stream',
      'cache-control': cacheControl(pathname, type),
    },
    body,
  };
}

/** Vite puts a hash of their content into the names of what lies in assets/, so those never change. */
function cacheControl(pathname: string, type: string): string {
  if (type === '.html') return 'no-store';
  return pathname.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache';
}

function pathIn(folder: string, pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (/[\0\\]/.test(decoded) || decoded.split('/').includes('..')) return null;
  const root = resolve(folder);
  const path = resolve(root, `.${decoded === '/' ? '/index.html' : decoded}`);
  return path.startsWith(root + sep) ? path : null;
}
