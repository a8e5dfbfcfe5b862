import { graphql } from '../../api/gql/index.ts';

export const MetersDocument = graphql(`
  query Meters {
    organization {
      id
      usage {
        apiRequests {
          limit
        }
      }
      plan {
        code
        terms {
          prices {
            meter
            included
          }
        }
      }
    }
    meters {
      code
      name
      kind
    }
    usageEvents(first: 100) {
      nodes {
        meter
      }
    }
  }
`);

export const UsageDocument = graphql(`
  query Usage($meter: String!, $granularity: UsageGranularity!, $from: DateTime) {
    usageSeries(meter: $meter, granularity: $granularity, from: $from) {
      meter
      granularity
      from
      buckets {
        start
        quantity
      }
    }
    thisMonth: usageSeries(meter: $meter) {
      meter
      total
    }
  }
`);
