/** Reads what a source file imports, with the parser that builds it. */
import { join, posix } from 'node:path';
import { parseSync } from 'vite';

/** A file of the checkout; the path is relative to its root, with slashes. */
export interface SourceFile {
  path: string;
  text: string;
}

export interface Import {
  /** The file that imports. */
  from: string;
  /** What it wrote. */
  specifier: string;
  /** The file it means, relative to the root; null for a package. */
  target: string | null;
  /** True when nothing of it is left at run time. */
  typeOnly: boolean;
}

interface Found {
  specifier: string;
  typeOnly: boolean;
}

/** Every import of a TypeScript file: static, re-exported, dynamic, `require`, and `import('…')` types. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const { program, module, errors } = parseSync(path, text);
  if (errors[0] !== undefined) throw new Error(`${path} cannot be parsed: ${errors[0].message}`);
  const found: Found[] = [];
  for (const { moduleRequest, entries } of module.staticImports) {
    const typeOnly = entries.length > 0 && entries.every((entry) => entry.isType);
    found.push({ specifier: moduleRequest.value, typeOnly });
  }
  for (const { moduleRequest, isType } of module.staticExports.flatMap(({ entries }) => entries)) {
    if (moduleRequest) found.push({ specifier: moduleRequest.value, typeOnly: isType });
  }
  found.push(...inExpressions(program));
  return found.map((one) => ({ ...one, from: path, target: targetOf(path, one.specifier) }));
}

function targetOf(path: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  return posix.normalize(join(posix.dirname(path), specifier.replace(/\?.*$/u, '')));
}

interface SyntaxNode {
  type: string;
  [key: string]: unknown;
}

/** Imports that are no declarations. Mocked modules count too: `vi.mock('…')` names a module as an import does. */
function inExpressions(node: unknown): Found[] {
  if (Array.isArray(node)) return node.flatMap(inExpressions);
  if (!isNode(node)) return [];
  const below = Object.values(node).flatMap(inExpressions);
  const specifier = literal(node.source) ?? literal(node.argument);
  if (node.type === 'ImportExpression' && specifier !== null) below.push({ specifier, typeOnly: false });
  if (node.type === 'TSImportType' && specifier !== null) below.push({ specifier, typeOnly: true });
  const first = Array.isArray(node.arguments) ? literal(node.arguments[0]) : null;
  if (node.type === 'CallExpression' && first !== null && isRequire(node.callee)) {
    below.push({ specifier: first, typeOnly: false });
  }
  return below;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function isRequire(callee: unknown): boolean {
  return isNode(callee) && callee.type === 'Identifier' && callee.name === 'require';
}

/** The text of a string literal, also inside the node that TypeScript wraps around it in a type. */
function literal(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'TSLiteralType') return literal(node.literal);
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}
