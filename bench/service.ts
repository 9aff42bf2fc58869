/** The App in a process of its own, as `vigie serve` runs it: only the pauses are left out that politeness to GitHub asks for. */
import { pino } from 'pino';
import { serve } from '../src/app/server.ts';

const app = await serve(process.env, { spacing: 0, log: pino({ level: 'warn' }, process.stderr) });
process.send?.(app.url);
process.on('message', () => process.send?.(process.memoryUsage().rss));
process.once('disconnect', () => void app.close());
