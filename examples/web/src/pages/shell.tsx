import { useQuery } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { graphql } from '../api/gql/index.ts';
import type { ViewerQuery } from '../api/gql/graphql.ts';
import type { Session } from '../api/session.ts';
import { Waiting } from '../queue/waiting.tsx';
import { useMessages } from '../ui/messages.tsx';
import { Failure, Loading, Page } from '../ui/page.tsx';
import { Link, navigate } from '../ui/router.tsx';
import { ThemePicker } from '../ui/theme.tsx';
import { VerifyHint } from './account/verify-hint.tsx';
import { AdministrationLinks } from './administration.tsx';
import { useMemberChanges } from './members/use-member-changes.ts';
import { Bell } from './notifications/bell.tsx';
import { Routes } from './routes.tsx';
import { SignOutButton } from './sign-out.tsx';

const Viewer = graphql(`
  query Viewer {
    me {
      id
      fullName
      email
      account {
        emailVerified
      }
    }
    organizations(first: 100, orderBy: { field: NAME }) {
      nodes {
        id
        name
        viewerCanSeeAuditEvents
        ...Administration
      }
    }
  }
`);

interface ShellProps {
  session: Session;
  organizationId: string | undefined;
  onSelect(id: string | undefined): void;
  /** Counts how often the access may have changed. */
  checks: number;
}

/** The frame of all pages: who is signed in, and in which organization. */
export function Shell({ session, organizationId, onSelect, checks }: ShellProps) {
  const { data, error, refetch } = useQuery(Viewer);
  const { refuse } = useMessages();
  const seen = useRef(checks);
  useEffect(() => {
    if (seen.current === checks) return;
    seen.current = checks;
    refetch().catch(refuse);
  }, [checks, refetch, refuse]);

  const organizations = data?.organizations?.nodes;
  const selected = organizations?.find(({ id }) => id === organizationId);
  const [first] = organizations ?? [];
  const me = data?.me;
  useMemberChanges(selected && me?.id);
  const isLost = organizations !== undefined && organizationId !== undefined && !selected;
  useEffect(() => {
    if (organizations && organizationId === undefined && first) onSelect(first.id);
  }, [organizations, organizationId, first, onSelect]);

  function select(id: string) {
    navigate('/');
    onSelect(id);
  }

  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="bar">
        <nav aria-label="Pages">
          <Link to="/">Projects</Link>
          {selected && <Link to="/members">Members</Link>}
          {selected && <Bell />}
          {selected?.viewerCanSeeAuditEvents && <Link to="/audit">Audit log</Link>}
          {selected && <AdministrationLinks organization={selected} />}
        </nav>
        {selected && organizations && (
          <OrganizationPicker organizations={organizations} selected={selected.id} onSelect={select} />
        )}
        <ThemePicker />
        <span>{me?.fullName}</span>
        <SignOutButton session={session} />
      </header>
      <Waiting />
      {me?.account && !me.account.emailVerified && <VerifyHint email={me.email} />}
      <main id="main" tabIndex={-1}>
        {error ? (
          <Failure error={error} retry={refetch} />
        ) : isLost ? (
          <Lost organizations={organizations} onSelect={select} />
        ) : selected ? (
          <Routes organization={selected} />
        ) : organizations?.length === 0 ? (
          <Page title="No organization">
            <p>You are a member of no organization. Ask an owner of yours to invite you.</p>
          </Page>
        ) : (
          <Loading />
        )}
      </main>
    </>
  );
}

type Organizations = NonNullable<ViewerQuery['organizations']>['nodes'];

interface PickerProps {
  organizations: Organizations;
  onSelect(id: string): void;
}

function OrganizationPicker({ organizations, selected, onSelect }: PickerProps & { selected: string }) {
  return (
    <label>
      Organization{' '}
      <select value={selected} onChange={({ target }) => onSelect(target.value)}>
        {organizations.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** For a person who was removed or suspended, or whose organization was archived. */
function Lost({ organizations, onSelect }: PickerProps) {
  return (
    <Page title="You no longer have access">
      <p role="alert">
        You are no longer a member of this organization, or it was archived. Ask its owner, or choose another
        one.
      </p>
      <ul className="list">
        {organizations.map(({ id, name }) => (
          <li key={id}>
            <button type="button" onClick={() => onSelect(id)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </Page>
  );
}
