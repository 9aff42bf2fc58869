/** The parts of a Markdown page that rule READMEs rely on: headings, fenced blocks, and the text between. */

export type Block =
  | { readonly k: 'heading'; readonly level: number; readonly text: string; readonly line: number }
  | {
      readonly k: 'fence';
      readonly info: string;
      readonly lines: readonly string[];
      readonly line: number;
      readonly raw: string;
    }
  | { readonly k: 'text'; readonly text: string; readonly line: number };

/** Splits a page. `firstLine` is the number of its first line. A fence that is never closed runs to the end. */
export function parseMarkdown(page: string, firstLine = 1): Block[] {
  const lines = page.split('\n');
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; i++) {
    const text = lines[i] ?? '';
    const line = firstLine + i;
    const fence = /^(`{3,}|~{3,})(.*)$/.exec(text);
    const heading = /^(#{1,6}) +(.*?) *#*$/.exec(text);
    if (fence) {
      const end = closingFence(lines, i + 1, fence[1] ?? '```');
      const content = lines.slice(i + 1, end);
      blocks.push({
        k: 'fence',
        info: (fence[2] ?? '').trim(),
        lines: content,
        line,
        raw: lines.slice(i, end + 1).join('\n'),
      });
      i = end;
    } else if (heading) {
      blocks.push({ k: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '', line });
    } else {
      blocks.push({ k: 'text', text, line });
    }
  }
  return blocks;
}

function closingFence(lines: readonly string[], from: number, fence: string): number {
  const mark = fence.charAt(0);
  for (let i = from; i < lines.length; i++) {
    const text = (lines[i] ?? '').trimEnd();
    if (text.length >= fence.length && [...text].every((c) => c === mark)) return i;
  }
  return lines.length;
}
