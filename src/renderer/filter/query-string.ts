/** URL parameters as plain words: the router's own way would turn `q=12` into a number and `q=a b` into JSON. */

/** `?class=rename&q=a+b` to an object of strings; the first of repeated names counts. */
export function parseQueryString(query: string): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    if (!Object.hasOwn(result, name)) result[name] = value;
  }
  return result;
}

/** The reverse, with `?` in front; empty and missing values are left out. */
export function toQueryString(values: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null || value === '') continue;
    params.set(name, String(value));
  }
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}
