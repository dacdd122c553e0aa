// kill -9 of the runtime and its runners, fifty times under load, with what came of it counted and compared.
// `node bench/runtime-crash.ts [kills] [talkers] [timers]` prints one JSON object; exits with 1 when something was lost or repeated.
import { crashUnderLoad } from '#tests/helpers/crash-runtime.ts';

const [kills = 50, talkers = 16, timers = 100] = process.argv.slice(2).map(Number);
const counts = await crashUnderLoad({ kills, talkers, timers });
const { acknowledged, answeredOnce, missing, repeated, outOfOrder, charges, inDoubt } = counts;
const isFine =
  answeredOnce === acknowledged &&
  missing + repeated + outOfOrder + charges.repeated === 0 &&
  counts.timers.firedOnce === counts.timers.set &&
  inDoubt.reported === inDoubt.answered;
console.log(JSON.stringify({ isFine, ...counts }, null, 2));
process.exitCode = isFine ? 0 : 1;
