/** A connection's `totalCount`, or another count: it reads every row of the list. */
export const COUNT_WEIGHT = 10;

/** An `offset`: it reads the rows that it skips, 10000 at most. */
export const OFFSET_WEIGHT = 10;

/**
 * What `Type.field`, or every field of a type (`Type.*`), costs in place of 1 for an object and 0 for a scalar. What a
 * field costs that is dear stands here.
 */
export const fieldWeights: Record<string, number> = {
  // Ranks what it finds, in all texts of the organization.
  'Query.search': 50,
  'Query.searchTasks': 50,
  // Add up the usage of up to 1000 buckets, or of a month.
  'Query.usageSeries': 50,
  'Query.billingStatement': 50,
  'Organization.usage': COUNT_WEIGHT,
  'Project.taskCounts': COUNT_WEIGHT,
  'Query.unreadNotificationCount': COUNT_WEIGHT,
  // Ten thousand rows, written as one text.
  'Query.auditEventExport': 1000,
  // A password's hash takes a processor for a third of a second.
  'Mutation.register': 50,
  'Mutation.login': 50,
  'Mutation.changePassword': 50,
  'Mutation.resetPassword': 50,
  'Mutation.deleteAccount': 50,
  'Mutation.disableTotp': 50,
  'Mutation.changeEmail': 50,
  'Mutation.confirmEmailChange': 50,
  'Mutation.undoEmailChange': 50,
  'Mutation.regenerateRecoveryCodes': 50,
  // A savepoint, a write and its audit row.
  'Mutation.*': 10,
  // Describing a schema of 200 types holds the event loop for 50 ms; aliased, that would be seconds.
  // Only this is counted, not the introspection below it.
  'Query.__schema': 2000,
  'Query.__type': 500,
  // The same as text.
  'Query._service': 500,
  // Up to 1000 buckets, and up to 51 groups of 200, where lists are taken to be shorter.
  'UsageSeries.buckets': 10,
  'UsageSeries.groups': 20,
  'UsageGroup.buckets': 10,
};

/**
 * What each comparator of a filter costs in place of 1. `contains` reads and searches every row of the list, and so does
 * `startsWith` where no index of the folded text helps.
 */
export const comparatorWeights: Record<string, number> = { contains: 50, startsWith: 50 };

/** What conditions on a filter's field cost, times the comparator's weight where the field has comparators. */
export const conditionWeights: Record<string, number> = {
  // Ranks what it finds, in all texts of the organization.
  'TaskFilter.search': 50,
  // Search two texts of every row.
  'MembershipFilter.search': 50,
  'UserFilter.search': 50,
  // Looks the labels up for each task.
  'TaskFilter.labelId': 5,
  // Up to 10,000 characters, where other texts have 200.
  'TaskFilter.description': 10,
};

/** An operation that costs at most this is light: it may use the connections that are kept from all others. */
export const LIGHT_COST = 200;
