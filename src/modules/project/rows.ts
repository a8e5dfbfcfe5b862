import type { Page } from '../../database/pagination.ts';
import type { ProjectLevel, ProjectStatus, ProjectVisibility } from '../../generated/enums.ts';

export interface ProjectRow {
  id: string;
  organizationId: string;
  name: string;
  description: string | null;
  status: ProjectStatus;
  archivedAt: string | null;
  visibility: ProjectVisibility;
  version: number;
  createdById: string | null;
  createdAt: string;
  updatedAt: string;
}

export type ProjectPage = Page<ProjectRow>;

/** What somebody is given in a project. */
export interface GivenLevel {
  projectId: string;
  level: ProjectLevel;
}
