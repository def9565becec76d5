/** Writing to stdout, as the commands about runs do. */

export const print = (text: string): void => void process.stdout.write(text);

/** One value a line, as JSON. */
export const printLine = (value: unknown): void => print(`${JSON.stringify(value)}\n`);
