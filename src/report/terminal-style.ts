/** Colours of a terminal, or none at all. */

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'cyan';
export type Paint = Readonly<Record<Style, (text: string) => string>>;

/** Start and end of each style, ECMA-48 "select graphic rendition". */
const CODES: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
};

export function paintOf(color: boolean): Paint {
  const style =
    ([start, end]: readonly [number, number]) =>
    (text: string): string =>
      color && text !== '' ? `\u001b[${start}m${text}\u001b[${end}m` : text;
  return {
    bold: style(CODES.bold),
    dim: style(CODES.dim),
    red: style(CODES.red),
    green: style(CODES.green),
    yellow: style(CODES.yellow),
    blue: style(CODES.blue),
    cyan: style(CODES.cyan),
  };
}
