import { useApolloClient } from '@apollo/client/react';
import { mutate } from '../../api/client.ts';
import { type FragmentType, readFragment } from '../../api/gql/index.ts';
import type { Role } from '../../api/gql/graphql.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useAction, useMessages } from '../../ui/messages.tsx';
import { MemberFragment, RemoveMember, UpdateRole } from './operations.ts';
import { roleNames, RolePicker } from './roles.tsx';

/** A member, with what the viewer may do to them. */
export function MemberItem({ membership }: { membership: FragmentType<typeof MemberFragment> }) {
  const { id, user, role, status, viewerCanRemove, viewerCanUpdateRole } = readFragment(
    MemberFragment,
    membership,
  );
  const client = useApolloClient();
  const run = useAction();
  const { say } = useMessages();

  const changeRole = (chosen: Role) =>
    run(async () => {
      await mutate(client, UpdateRole, {
        variables: { input: { userId: user.id, role: chosen } },
        optimisticResponse: {
          updateMemberRole: {
            __typename: 'UpdateMemberRolePayload',
            membership: { __typename: 'Membership', id, role: chosen },
            userErrors: [],
          },
        },
      });
      say(`${user.fullName} has the role ${roleNames[chosen]}.`);
    });

  async function remove() {
    await mutate(client, RemoveMember, {
      variables: { input: { userId: user.id } },
      update: (cache, { data }) => {
        if (data?.removeMember?.deletedId)
          cache.evict({ id: cache.identify({ __typename: 'Membership', id })! });
      },
    });
    say(`${user.fullName} is no longer a member.`);
  }

  return (
    <li className="sheet row">
      <p>
        <strong>{user.fullName}</strong> <span className="quiet">{user.email}</span>
        {status === 'SUSPENDED' && <span className="quiet"> (suspended)</span>}
      </p>
      <div className="actions">
        {viewerCanUpdateRole ? (
          <form
            className="actions"
            aria-label={`Role of ${user.fullName}`}
            onSubmit={(event) => {
              event.preventDefault();
              void changeRole(new FormData(event.currentTarget).get('role') as Role);
            }}
          >
            <RolePicker label={`Role of ${user.fullName}`} value={role} />
            <button>Change role</button>
          </form>
        ) : (
          <span>{roleNames[role]}</span>
        )}
        {viewerCanRemove && <Confirm action={`Remove ${user.fullName}`} label="Remove" act={remove} />}
      </div>
    </li>
  );
}
