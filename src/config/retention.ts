/** How long rows of the tables that are partitioned by month are kept. The environment sets it. */
export interface Retention {
  /** The days of the audit log of an organization whose plan does not state them. */
  auditDays: number;
  /** The full months of usage events before the present one. Events that are in no sealed statement are kept longer. */
  usageMonths: number;
}
