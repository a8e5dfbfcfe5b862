import type { CompiledQuery } from 'kysely';

/** A field of the viewer: its name in the response, the property of the viewer, and whether it is an instant. */
export interface ViewerField {
  name: string;
  property: string;
  isInstant: boolean;
}

/** A root field: its value, or the field and arguments that its rule reads, and for the viewer the selected fields. */
export type PlannedRoot = { name: string } & (
  { value: string } | { field: string; args: object; viewer?: ViewerField[] }
);

/** How an operation is answered: by one statement, or without any if it reads only the viewer. */
export interface Plan {
  /** Distinguishes the operations of this process, whatever their variables. */
  operationId: number;
  roots: PlannedRoot[];
  /** The statement's only row has one text for each root field that it reads, `r0` being the first root field. */
  template: CompiledQuery | undefined;
  /** Set when the statement exceeded the time limit: resolvers have that time for each of theirs. */
  isTooSlow?: true;
}

/** The plan of an operation, and the organization for which its statement was sent with the opening statement. */
export interface PlannedRead {
  plan: Plan;
  organizationId: string | undefined;
}
