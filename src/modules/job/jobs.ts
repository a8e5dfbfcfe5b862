/** The jobs that belong to an organization, and what each is told. */
export interface TenantJobs {
  /** Tells a user that they were added to the organization. */
  'send-member-added-mail': { userId: string; addedById: string };
}
