const limitNames: Record<string, string> = {
  price: 'Price of a month',
  members: 'Members',
  projects: 'Projects',
  apiKeys: 'API keys',
  webhookEndpoints: 'Webhooks',
  apiRequestsPerMinute: 'Requests a minute for each person and key',
  apiRequestsPerMonth: 'Requests with API keys in a month',
  subscriptions: 'Live connections of the organization',
  subscriptionsPerCaller: 'Live connections of each person and key',
};

const featureNames: Record<string, string> = {
  WEBHOOKS: 'Webhooks can be created',
  AUDIT_EXPORT: 'Export of the audit log',
  CUSTOM_LABELS: 'Labels of your own',
  'audit.retentionDays': 'Days of the audit log',
};

/** Returns the name of a limit or feature. Those that operators have declared themselves have only their key. */
export const nameOf = (key: string): string => limitNames[key] ?? featureNames[key] ?? key;
