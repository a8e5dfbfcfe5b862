/** How many characters cost as much as one object. */
const CHARACTERS_PER_UNIT = 2000;

/**
 * The greatest lengths that inputs allow, in characters, of the fields that may hold a long text or document. A field
 * that is not here holds less than CHARACTERS_PER_UNIT and costs nothing more.
 *
 * Security: without them, a page of long texts costs as much as a page of ids, and an attacker asks for 100 MB at the
 * price of 3 000 objects.
 */
export const textLengths: Record<string, number> = {
  'Task.description': 10_000,
  'TaskFieldChange.from': 10_000,
  'TaskFieldChange.to': 10_000,
  'Comment.body': 10_000,
  'Project.description': 2000,
  'User.avatarUrl': 2000,
  'WebhookEndpoint.url': 2000,
  'WebhookAttempt.responseBody': 8192,
  // The task or comment of the event, before and after.
  'WebhookDelivery.payload': 24_000,
  'AuditEvent.before': 10_000,
  'AuditEvent.after': 10_000,
  'UsageEvent.properties': 2000,
  // As long as the parser's limit of tokens lets it be.
  'RegisteredOperation.body': 20_000,
};

/** What a field costs for its text: `name` is `Type.field`. */
export const textCost = (name: string): number => Math.floor((textLengths[name] ?? 0) / CHARACTERS_PER_UNIT);
