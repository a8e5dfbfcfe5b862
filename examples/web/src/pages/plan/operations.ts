import { graphql } from '../../api/gql/index.ts';

export const PlanFragment = graphql(`
  fragment PlanTerms on Plan {
    code
    name
    terms {
      basePrice
      currency
      trialDays
      limits {
        members
        projects
        apiKeys
        webhookEndpoints
        apiRequestsPerMinute
        apiRequestsPerMonth
        subscriptions
        subscriptionsPerCaller
      }
      features {
        feature
        value
      }
      prices {
        meter
        included
        unitPrice
        priceModel
      }
    }
  }
`);

export const PlanDocument = graphql(`
  query Plan {
    organization {
      id
      viewerCanChangePlan
      plan {
        code
        ...PlanTerms
      }
      entitlements {
        key
        hasAccess
        value
        limit
        used
        resetsAt
      }
    }
    plans {
      code
      ...PlanTerms
    }
    plannedPlanChange {
      kind
      at
      refusedAt
      plan {
        code
        name
      }
    }
  }
`);

export const OrganizationChanges = graphql(`
  subscription OrganizationChanges {
    organizationEvents {
      type
      changedFields
    }
  }
`);

export const ChangePlan = graphql(`
  mutation ChangePlan($input: ChangePlanInput!) {
    changePlan(input: $input) {
      plannedChange {
        at
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const StartTrial = graphql(`
  mutation StartTrial($input: StartPlanTrialInput!) {
    startPlanTrial(input: $input) {
      plannedChange {
        at
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const WithdrawPlanChange = graphql(`
  mutation WithdrawPlanChange {
    withdrawPlanChange {
      plannedChange {
        at
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const StartCheckout = graphql(`
  mutation StartCheckout($input: StartCheckoutInput!) {
    startCheckout(input: $input) {
      url
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const OpenBillingPortal = graphql(`
  mutation OpenBillingPortal($input: OpenBillingPortalInput!) {
    openBillingPortal(input: $input) {
      url
      userErrors {
        code
        message
        field
      }
    }
  }
`);
