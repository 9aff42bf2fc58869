/** A line on the terminal for audits that take more than a second; nothing anywhere else. */
const PATIENCE_MS = 1_000;

/** A reporter for files done; it erases its own line when the last one is. */
export function progressLine(): (done: number, total: number) => void {
  if (!process.stderr.isTTY) return () => undefined;
  const start = Date.now();
  let shown = -1;
  return (done, total) => {
    const percent = Math.floor((done / total) * 100);
    if (Date.now() - start < PATIENCE_MS || percent === shown) return;
    shown = percent;
    process.stderr.write(done === total ? '\r\u001b[K' : `\rreading ${done} of ${total} files (${percent} %)\u001b[K`);
  };
}
