import type { Body } from '../support/client.ts';
import type { Data, Given, Present } from '../support/operations.ts';

/** Sends an operation. Returns its data. @throws when there are errors */
export type Ask = <Text extends string>(query: Text, ...given: Given<Text>) => Promise<Present<Data<Text>>>;

/** Somebody who uses the API, in one organization. */
export interface Person {
  address: string;
  userId: string;
  organizationId: string;
  headers: Record<string, string>;
  ask: Ask;
  in: (organizationId: string) => Person;
}

export async function signUp(address: string, name: string): Promise<Person> {
  const { register } = await asker(address, {})(
    'mutation ($input: RegisterInput!) { register(input: $input) { accessToken user { id } } }',
    {
      input: {
        email: `${name}@polity.test`,
        password: 'correct horse battery',
        fullName: name,
        organizationName: name,
      },
    },
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

/** Returns a function that sends operations with these headers. */
export const asker =
  (address: string, headers: Record<string, string>): Ask =>
  async <Text extends string>(query: Text, ...[variables]: Given<Text>) => {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Body<Present<Data<Text>>>;
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return data;
  };
