import { acmeProjects } from './demo-acme.ts';
import type { DemoProject } from './demo-project.ts';
import { techstartProjects } from './demo-techstart.ts';

interface DemoOrganization {
  slug: string;
  name: string;
  plan: string;
  members: { email: string; role: string }[];
  projects: DemoProject[];
}

export const people = [
  { email: 'owner@acme.test', fullName: 'Olivia Hartmann' },
  { email: 'admin@acme.test', fullName: 'Daniel Okafor' },
  { email: 'member@acme.test', fullName: 'Priya Raman' },
  { email: 'owner@techstart.test', fullName: 'Tomás Herrera' },
  { email: 'both@acme.test', fullName: 'Bea Lindqvist' },
];

export const organizations: DemoOrganization[] = [
  {
    slug: 'acme',
    name: 'Acme',
    plan: 'PRO',
    members: [
      { email: 'owner@acme.test', role: 'OWNER' },
      { email: 'admin@acme.test', role: 'ADMIN' },
      { email: 'member@acme.test', role: 'MEMBER' },
      { email: 'both@acme.test', role: 'MEMBER' },
    ],
    projects: acmeProjects,
  },
  {
    slug: 'techstart',
    name: 'TechStart',
    plan: 'FREE',
    members: [
      { email: 'owner@techstart.test', role: 'OWNER' },
      { email: 'both@acme.test', role: 'ADMIN' },
    ],
    projects: techstartProjects,
  },
];
