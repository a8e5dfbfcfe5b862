import type { RuleTree } from '../authorization/shield.ts';
import type { Context } from '../context.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { accountLoaders } from './account/loaders.ts';
import { resolvers as accountResolvers } from './account/resolvers.ts';
import { rules as accountRules } from './account/rules.ts';
import { apiKeyLoaders } from './api-key/loaders.ts';
import { resolvers as apiKeyResolvers } from './api-key/resolvers.ts';
import { rules as apiKeyRules } from './api-key/rules.ts';
import { auditLoaders } from './audit/loaders.ts';
import { resolvers as auditResolvers } from './audit/resolvers.ts';
import { rules as auditRules } from './audit/rules.ts';
import { clientLoaders } from './client/loaders.ts';
import { resolvers as clientResolvers } from './client/resolvers.ts';
import { rules as clientRules } from './client/rules.ts';
import { invitationLoaders } from './invitation/loaders.ts';
import { resolvers as invitationResolvers } from './invitation/resolvers.ts';
import { rules as invitationRules } from './invitation/rules.ts';
import { commentLoaders } from './comment/loaders.ts';
import { resolvers as commentResolvers } from './comment/resolvers.ts';
import { rules as commentRules } from './comment/rules.ts';
import { resolvers as eventResolvers } from './event/resolvers.ts';
import { rules as eventRules } from './event/rules.ts';
import { labelLoaders } from './label/loaders.ts';
import { resolvers as labelResolvers } from './label/resolvers.ts';
import { rules as labelRules } from './label/rules.ts';
import { resolvers as billingResolvers } from './billing/resolvers.ts';
import { rules as billingRules } from './billing/rules.ts';
import { notificationLoaders } from './notification/loaders.ts';
import { resolvers as notificationResolvers } from './notification/resolvers.ts';
import { rules as notificationRules } from './notification/rules.ts';
import { membershipLoaders } from './membership/loaders.ts';
import { resolvers as membershipResolvers } from './membership/resolvers.ts';
import { rules as membershipRules } from './membership/rules.ts';
import { resolvers as nodeResolvers } from './node/resolvers.ts';
import { rules as nodeRules } from './node/rules.ts';
import { organizationLoaders } from './organization/loaders.ts';
import { resolvers as organizationResolvers } from './organization/resolvers.ts';
import { rules as organizationRules } from './organization/rules.ts';
import { planLoaders } from './plan/loaders.ts';
import { resolvers as planResolvers } from './plan/resolvers.ts';
import { rules as planRules } from './plan/rules.ts';
import { projectLoaders } from './project/loaders.ts';
import { resolvers as projectResolvers } from './project/resolvers.ts';
import { rules as projectRules } from './project/rules.ts';
import { sessionLoaders } from './session/loaders.ts';
import { resolvers as sessionResolvers } from './session/resolvers.ts';
import { rules as sessionRules } from './session/rules.ts';
import { taskLoaders } from './task/loaders.ts';
import { resolvers as taskResolvers } from './task/resolvers.ts';
import { rules as taskRules } from './task/rules.ts';
import { resolvers as usageResolvers } from './usage/resolvers.ts';
import { rules as usageRules } from './usage/rules.ts';
import { webhookLoaders } from './webhook/loaders.ts';
import { resolvers as webhookResolvers } from './webhook/resolvers.ts';
import { rules as webhookRules } from './webhook/rules.ts';
import { watchLoaders } from './watch/loaders.ts';
import { resolvers as watchResolvers } from './watch/resolvers.ts';
import { rules as watchRules } from './watch/rules.ts';
import { userLoaders } from './user/loaders.ts';
import { resolvers as userResolvers } from './user/resolvers.ts';
import { rules as userRules } from './user/rules.ts';

/** What a feature adds to the schema: its fields' resolvers, and a rule for each of its root fields. */
interface Module {
  resolvers: Resolvers;
  rules: RuleTree;
}

export const modules: Module[] = [
  { resolvers: nodeResolvers, rules: nodeRules },
  { resolvers: userResolvers, rules: userRules },
  { resolvers: sessionResolvers, rules: sessionRules },
  { resolvers: accountResolvers, rules: accountRules },
  { resolvers: organizationResolvers, rules: organizationRules },
  { resolvers: membershipResolvers, rules: membershipRules },
  { resolvers: invitationResolvers, rules: invitationRules },
  { resolvers: auditResolvers, rules: auditRules },
  { resolvers: planResolvers, rules: planRules },
  { resolvers: projectResolvers, rules: projectRules },
  { resolvers: taskResolvers, rules: taskRules },
  { resolvers: apiKeyResolvers, rules: apiKeyRules },
  { resolvers: labelResolvers, rules: labelRules },
  { resolvers: commentResolvers, rules: commentRules },
  { resolvers: eventResolvers, rules: eventRules },
  { resolvers: usageResolvers, rules: usageRules },
  { resolvers: billingResolvers, rules: billingRules },
  { resolvers: webhookResolvers, rules: webhookRules },
  { resolvers: notificationResolvers, rules: notificationRules },
  { resolvers: watchResolvers, rules: watchRules },
  { resolvers: clientResolvers, rules: clientRules },
];

export type Loaders = ReturnType<typeof createLoaders>;

/** The DataLoaders of one operation. */
export const createLoaders = (context: Context) => ({
  ...accountLoaders(context),
  ...userLoaders(context),
  ...sessionLoaders(context),
  ...organizationLoaders(context),
  ...membershipLoaders(context),
  ...invitationLoaders(context),
  ...auditLoaders(context),
  ...planLoaders(context),
  ...projectLoaders(context),
  ...taskLoaders(context),
  ...labelLoaders(context),
  ...apiKeyLoaders(context),
  ...commentLoaders(context),
  ...webhookLoaders(context),
  ...notificationLoaders(context),
  ...watchLoaders(context),
  ...clientLoaders(context),
});
