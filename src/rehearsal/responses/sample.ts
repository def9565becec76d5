/** The smallest JSON value that a schema allows: what a brain without a mind can answer to `--output-schema`. */

type Schema = Record<string, unknown>;

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

/** Follows objects, arrays, enums, constants and alternatives; texts say that they are a rehearsal. */
export function sampleValue(schema: unknown): unknown {
  if (!isSchema(schema)) return null;
  if ('const' in schema) return schema.const;
  if ('enum' in schema) return first(schema.enum);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined) return sampleValue(first(alternatives));
  switch (first(schema.type)) {
    case 'object': {
      const properties = isSchema(schema.properties) ? schema.properties : {};
      return Object.fromEntries(
        Object.entries(properties).map(([name, inner]) => [name, sampleValue(inner)]),
      );
    }
    case 'array': {
      const count = typeof schema.minItems === 'number' ? schema.minItems : 1;
      return Array.from({ length: count }, () => sampleValue(schema.items));
    }
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' ? schema.minimum : 0;
    case 'boolean':
      return true;
    case 'string':
      return 'rehearsal';
    default:
      return null;
  }
}
