import { defineModule } from '../define-module.ts';
import { accountJobs } from './jobs.ts';

export const account = defineModule({
  name: 'account',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  jobs: accountJobs,
  costs: {
    // Hashing a password takes a processor a third of a second.
    'Mutation.changePassword': 50,
    'Mutation.resetPassword': 50,
    'Mutation.disableTotp': 50,
    'Mutation.login': 50,
    'Mutation.deleteAccount': 50,
    'Mutation.changeEmail': 50,
    'Mutation.confirmEmailChange': 50,
    'Mutation.undoEmailChange': 50,
    'Mutation.regenerateRecoveryCodes': 50,
    // Also reads up to 900 rows. With its data, it costs 1000.
    'Mutation.exportAccount': 500,
  },
  textLengths: {
    'ExportAccountPayload.data': 1_000_000,
  },
});
