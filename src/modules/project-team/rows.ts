import type { Page } from '../../database/pagination.ts';
import type { ProjectLevel } from '../../generated/enums.ts';

export interface ProjectTeamRow {
  id: string;
  projectId: string;
  teamId: string;
  level: ProjectLevel;
  version: number;
  createdAt: string;
  updatedAt: string;
}

export type ProjectTeamPage = Page<ProjectTeamRow>;
