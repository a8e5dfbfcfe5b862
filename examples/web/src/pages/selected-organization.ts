const keyOf = (userId: string) => `polity.organization/${userId}`;

/** Returns the organization of this tab. A new tab begins with the one that the person selected last. */
export const selectedOrganization = (userId: string): string | undefined =>
  sessionStorage.getItem(keyOf(userId)) ?? localStorage.getItem(keyOf(userId)) ?? undefined;

export function selectOrganization(userId: string, id: string | undefined): void {
  for (const storage of [sessionStorage, localStorage])
    if (id) storage.setItem(keyOf(userId), id);
    else storage.removeItem(keyOf(userId));
}
