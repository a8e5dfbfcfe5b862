import type { ReactNode } from 'react';
import { type FragmentType, graphql, readFragment } from '../api/gql/index.ts';
import { Page } from '../ui/page.tsx';
import { Link } from '../ui/router.tsx';
import { ApiKeys } from './api-keys/api-keys.tsx';
import { Plan } from './plan/plan.tsx';
import { Usage } from './usage/usage.tsx';
import { EndpointPage } from './webhooks/endpoint-page.tsx';
import { Webhooks } from './webhooks/webhooks.tsx';

export const AdministrationFragment = graphql(`
  fragment Administration on Organization {
    id
    viewerCanSeeUsage
    viewerCanSeeApiKeys
    viewerCanSeeWebhooks
  }
`);

type Administered = FragmentType<typeof AdministrationFragment>;

/** The links to what owners and administrators look after, for those who may see it. */
export function AdministrationLinks(props: { organization: Administered }) {
  const organization = readFragment(AdministrationFragment, props.organization);
  return (
    <>
      {organization.viewerCanSeeUsage && <Link to="/usage">Usage</Link>}
      {organization.viewerCanSeeUsage && <Link to="/plan">Plan</Link>}
      {organization.viewerCanSeeApiKeys && <Link to="/api-keys">API keys</Link>}
      {organization.viewerCanSeeWebhooks && <Link to="/webhooks">Webhooks</Link>}
    </>
  );
}

/**
 * Returns the page of an address among those above; undefined for another address. Whoever may no longer see it, for
 * example after a change of their role, is told so at once.
 */
export function administrationPage(organization: Administered, first: string, id?: string): ReactNode {
  const { viewerCanSeeUsage, viewerCanSeeApiKeys, viewerCanSeeWebhooks } = readFragment(
    AdministrationFragment,
    organization,
  );
  if (first === 'usage') return viewerCanSeeUsage ? <Usage /> : <Refused />;
  if (first === 'plan') return viewerCanSeeUsage ? <Plan /> : <Refused />;
  if (first === 'api-keys') return viewerCanSeeApiKeys ? <ApiKeys /> : <Refused />;
  if (first !== 'webhooks') return undefined;
  if (!viewerCanSeeWebhooks) return <Refused />;
  return id ? <EndpointPage key={id} endpointId={id} /> : <Webhooks />;
}

function Refused() {
  return (
    <Page title="Not for your role">
      <p role="alert">
        Your role in this organization does not allow this. Ask an owner or administrator of the organization.
      </p>
    </Page>
  );
}
