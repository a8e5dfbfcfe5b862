/** A change of one entity. Processes send it to each other with NOTIFY, and subscriptions deliver it to clients. */
export interface Change {
  type: 'CREATED' | 'UPDATED' | 'DELETED';
  id: string;
  /** For a project, its own id. For a task, its present and its former project. For a comment, its task's project. */
  projectIds: string[];
  /** Set for a project that is private, or was when it was deleted. */
  isPrivate?: true | undefined;
  /** Set for a comment. */
  taskId?: string | undefined;
  /** Set for a membership. */
  userId?: string | undefined;
  /** The names of the fields in the API. */
  changedFields: string[];
  /** The trace of the transaction that made the change. It comes with the message, beside the change. */
  traceparent?: string | undefined;
}
