export interface FlagRow {
  key: string;
  description: string;
  percentage: number;
  organizationCount: number;
}
