import type { Page } from '../../database/pagination.ts';
import type { ProjectLevel } from '../../generated/enums.ts';

export interface ProjectMemberRow {
  id: string;
  projectId: string;
  userId: string;
  level: ProjectLevel;
  version: number;
  createdAt: string;
  updatedAt: string;
}

export type ProjectMemberPage = Page<ProjectMemberRow>;
