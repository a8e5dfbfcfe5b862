/** Somebody who uses the API, in one organization. */
export interface Person {
  address: string;
  userId: string;
  organizationId: string;
  headers: Record<string, string>;
  ask: (query: string) => Promise<any>;
  in: (organizationId: string) => Person;
}

export async function signUp(address: string, name: string): Promise<Person> {
  const { register } = await asker(
    address,
    {},
  )(
    `mutation { register(input: { email: "${name}@polity.test", password: "correct horse battery",
      fullName: "${name}", organizationName: "${name}" }) { accessToken user { id } } }`,
  );
  const authorization = `Bearer ${register.accessToken}`;
  const { organization } = await asker(address, { authorization })('{ organization { id } }');
  return person(address, register.user.id, organization.id, { authorization });
}

function person(
  address: string,
  userId: string,
  organizationId: string,
  headers: Record<string, string>,
): Person {
  return {
    address,
    userId,
    organizationId,
    headers,
    ask: asker(address, headers),
    in: (other) => person(address, userId, other, { ...headers, 'x-organization-id': other }),
  };
}

const asker =
  (address: string, headers: Record<string, string>) =>
  async (query: string): Promise<any> => {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = (await response.json()) as any;
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
