/** `vigie serve` and `vigie worker` as they are: only the pauses are left out that politeness to GitHub asks for. */
import { serveUntilStopped } from '../../src/app/server.ts';
import { workUntilStopped } from '../../src/app/worker-process.ts';

const [command, option] = process.argv.slice(2);
if (command === 'worker') await workUntilStopped(process.env, { spacing: 0 });
else await serveUntilStopped(process.env, { spacing: 0, webOnly: option === '--no-worker' });
