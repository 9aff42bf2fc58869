/** What a command line starts, told from its text alone. */

/** A program that answers HTTP requests. */
const SERVER =
  /\b(uvicorn|gunicorn|hypercorn|granian|daphne|waitress-serve|uwsgi|flask\b[^;&|]*\brun|fastapi\s+(?:run|dev)|quart\b[^;&|]*\brun|litestar\b[^;&|]*\brun|robyn)\b/;
const WORKER =
  /\b(celery|rq\s+worker|rqworker|arq|dramatiq|huey_consumer|taskiq|faust|flower|procrastinate|streamlit)\b/;
const MIGRATION =
  /\balembic\b[^;&|\n]*\bupgrade\b|\b(?:db|database)\s+upgrade\b|\bupgrade[-_ ](?:db|database|schema)\b|\baerich\s+upgrade\b|migrat|\bdb[-_]?(?:upgrade|init)\b|\binit[-_]?db\b|\bprestart\b|\bschema[-_]upgrade\b/i;

export function startsServer(text: string): boolean {
  return SERVER.test(text) && !WORKER.test(text);
}

export function startsWorker(text: string): boolean {
  return WORKER.test(text);
}

/** Whether a command, or the name of what it calls, is about bringing a database up to date. */
export function migrates(text: string): boolean {
  return MIGRATION.test(text);
}

/** The commands of a line that is run by a shell: what stands between `&&`, `||`, `;`, `|` and line ends. */
export function simpleCommands(text: string): readonly string[] {
  return text
    .slice(0, 20_000)
    .split(/&&|\|\||[;|\n&]/)
    .map((part) => part.trim().replace(/^(?:exec|time|sudo|nohup|then|do|else)\s+/, ''))
    .filter((part) => part !== '');
}

/** The words of a simple command, quotes taken off, variables that are set for it alone left out. */
export function wordsOf(command: string): readonly string[] {
  const words = (command.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []).map((word) => word.replace(/^(["'])(.*)\1$/s, '$2'));
  const first = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
  return first < 0 ? [] : words.slice(first);
}
