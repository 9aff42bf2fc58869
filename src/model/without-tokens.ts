/**
 * INVARIANT: what stands in the wrong place, a command or a configuration, may be a credential, and a sentence about it is
 * published: only its start is.
 */
export function withoutTokens(text: string): string {
  return text.replace(/[\w+=-]{20,}/g, (run) => (/\d/.test(run) && /[A-Za-z]/.test(run) ? `${run.slice(0, 4)}…` : run));
}
