import { eventJobs } from '../events/jobs.ts';
import type { StartBackground } from '../jobs/background.ts';
import type { Workload } from '../jobs/workload.ts';
import { recordDroppedJob } from './audit/record.ts';
import { modules } from './all.ts';

/** The jobs and background services of all modules. */
export const workload: Workload = {
  jobs: [
    ...modules.flatMap(({ jobs = [] }) => jobs),
    ...eventJobs(modules.flatMap(({ listeners = [] }) => listeners)),
  ],
  background: Object.assign({}, ...modules.map(({ background }) => background)) as StartBackground,
  recordDroppedJob,
};
