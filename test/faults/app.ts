/** `vigie serve` and `vigie worker`, without the pauses of politeness to GitHub, and less patient with a worker that is silent. */
import { serveUntilStopped } from '../../src/app/server.ts';
import { workUntilStopped } from '../../src/app/worker-process.ts';

const [command, option] = process.argv.slice(2);
if (command === 'worker') await workUntilStopped(process.env, { spacing: 0, silence: 8 });
else await serveUntilStopped(process.env, { spacing: 0, webOnly: option === '--no-worker' });
