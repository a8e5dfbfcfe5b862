/**
 * The context (associated data) of an organization's webhook secrets: the ciphertext decrypts for no other
 * organization.
 */
export const webhookSecretContext = (organizationId: string) => `webhook_endpoints ${organizationId}`;
