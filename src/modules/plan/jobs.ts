import { defineScheduledJob, type Job } from '../../jobs/define-job.ts';
import { applyDueMoves } from './due-moves.ts';

export const planJobs: Job[] = [
  defineScheduledJob({
    name: 'apply-plan-moves',
    schedule: '* * * * *',
    run: (context) => applyDueMoves(context),
  }),
];
