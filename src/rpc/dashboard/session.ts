/** Who may talk to the dashboard: a token in the printed link, swapped once for a cookie. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Session {
  /** Goes into the printed link. */
  readonly token: string;
  isToken(candidate: string | null): boolean;
  /** The value of `Set-Cookie` that opens a session in a browser. */
  setCookie(port: number): string;
  /** Whether a request's `Cookie` header holds the session. */
  isOpen(cookieHeader: string | undefined, port: number): boolean;
}

/** New secrets; they live as long as the process. */
export function createSession(): Session {
  const token = randomBytes(32).toString('base64url');
  const secret = randomBytes(32).toString('base64url');
  // Cookies do not know ports: the name does, so that two dashboards do not sign each other out.
  const name = (port: number) => `brainswap_${port}`;
  return {
    token,
    isToken: (candidate) => candidate !== null && isSame(candidate, token),
    setCookie: (port) => `${name(port)}=${secret}; Path=/; HttpOnly; SameSite=Strict`,
    isOpen: (header, port) => {
      const values = (header ?? '')
        .split(';')
        .map((pair) => pair.trim().split('='))
        .filter(([key]) => key === name(port))
        .map(([, value]) => value ?? '');
      return values.some((value) => isSame(value, secret));
    },
  };
}

/** Compares without telling by its duration how much was right. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
