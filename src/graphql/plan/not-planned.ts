/** Thrown where an operation has something that no statement answers, so that resolvers do. */
export class NotPlanned extends Error {}
