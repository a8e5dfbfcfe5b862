import { defineModule } from '../define-module.ts';
import { followMembers, paymentJobs, startPayments } from './jobs.ts';

export const payment = defineModule({
  name: 'payment',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  jobs: paymentJobs,
  listeners: [followMembers],
  background: { payments: startPayments },
});
