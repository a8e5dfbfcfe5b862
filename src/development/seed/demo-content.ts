import { acmeProjects } from './demo-acme.ts';
import type { DemoProject } from './demo-project.ts';
import { techstartProjects } from './demo-techstart.ts';

interface DemoOrganization {
  slug: string;
  name: string;
  plan: string;
  /** How many days ago it was founded. */
  age: number;
  members: {
    email: string;
    role: string;
    /** The role with which they joined, if it was another. */
    joinedAs?: string;
  }[];
  projects: DemoProject[];
  /** How much usage it meters, beside the other organization. */
  usageShare: number;
}

export const people = [
  { email: 'owner@acme.test', fullName: 'Olivia Hartmann' },
  { email: 'admin@acme.test', fullName: 'Daniel Okafor' },
  { email: 'member@acme.test', fullName: 'Priya Raman' },
  { email: 'owner@techstart.test', fullName: 'Tomás Herrera' },
  { email: 'both@acme.test', fullName: 'Bea Lindqvist' },
];

/** The person who operates the platform. Not in production, where the password of the accounts would be an open door. */
export const localHosts = ['localhost', '127.0.0.1', '::1'];

export const platformAdmin = { email: 'platform@polity.test', fullName: 'Nadia Berger' };

export const organizations: DemoOrganization[] = [
  {
    slug: 'acme',
    name: 'Acme',
    plan: 'PRO',
    age: 95,
    members: [
      { email: 'owner@acme.test', role: 'OWNER' },
      { email: 'admin@acme.test', role: 'ADMIN', joinedAs: 'MEMBER' },
      { email: 'member@acme.test', role: 'MEMBER' },
      { email: 'both@acme.test', role: 'MEMBER' },
    ],
    projects: acmeProjects,
    usageShare: 1,
  },
  {
    slug: 'techstart',
    name: 'TechStart',
    plan: 'FREE',
    age: 62,
    members: [
      { email: 'owner@techstart.test', role: 'OWNER' },
      { email: 'both@acme.test', role: 'ADMIN' },
    ],
    projects: techstartProjects,
    usageShare: 0.01,
  },
];
