import { defineModule } from '../define-module.ts';
import { followMembers, paymentJobs, startPayments } from './jobs.ts';

export const payment = defineModule({
  name: 'payment',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  jobs: paymentJobs,
  listeners: [followMembers],
  textLengths: {
    'StartCheckoutPayload.url': 2000,
    'OpenBillingPortalPayload.url': 2000,
  },
  background: { payments: startPayments },
});
