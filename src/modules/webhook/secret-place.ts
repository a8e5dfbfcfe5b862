/** Where the secrets of an organization's endpoints are kept: sealed for it, they open nowhere else. */
export const secretPlace = (organizationId: string) => `webhook_endpoints ${organizationId}`;
