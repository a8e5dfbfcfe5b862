const list = (text: string) => text.split('|');

/** What titles of load tasks are made of: an action, a thing and a circumstance. Each combination is one title. */
export const actions = list(
  'Fix|Review|Design|Document|Test|Refactor|Investigate|Prototype|Deploy|Migrate|Benchmark|Translate|' +
    'Simplify|Automate|Monitor|Estimate|Replace|Remove|Upgrade|Schedule|Announce|Verify|Archive|' +
    'Measure|Redesign',
);

export const things = list(
  'the login form|password reset|the invoice export|payment retries|the pricing page|search results|' +
    'the audit log|webhook deliveries|e-mail templates|the mobile navigation|push notifications|' +
    'file uploads|image thumbnails|the onboarding checklist|calendar synchronization|' +
    'time zone handling|currency conversion|the tax report|the dashboard charts|keyboard shortcuts|' +
    'the permission matrix|session expiry|the backup routine|database indexes|the deployment pipeline|' +
    'error tracking|rate limits|the public API|the changelog|customer import|contact merging|' +
    'the reporting warehouse|nightly jobs|cache invalidation|the settings page|dark mode|' +
    'the help centre|chat integration|single sign-on|the trial reminder|usage metering|' +
    'the cancellation survey|shipping labels|stock levels|supplier contracts|the expense policy|' +
    'travel bookings|the hiring plan|interview questions|the office lease|printer drivers|' +
    'meeting rooms|the newsletter|landing pages|conversion tracking|partner agreements|the press kit|' +
    'conference slides|the product video',
);

export const circumstances = list(
  'before the release|for enterprise customers|on Android|on iOS|in Safari|after the incident|' +
    'for the German market|for the Japanese market|during peak hours|with the new provider|' +
    'according to the audit|for accessibility|in the staging environment|for the board meeting|' +
    'together with support|after the merger|without downtime|for new colleagues|in the second quarter|' +
    'for the pilot group|on slow connections|behind the proxy|for guest accounts|with large data sets|' +
    'in read-only mode|after the rebranding|for the trade fair|with two-factor authentication|' +
    'for the warehouse team|in the sandbox|as agreed with legal|for the annual review|' +
    'on the old servers|with screen readers|for the insurance claim|under heavy load|' +
    'for reseller Northwind|for customer Contoso|for customer Umbrella|at the Lisbon branch|' +
    'at the Toronto branch',
);

/** Sentences of which descriptions of load tasks are made. */
export const sentences = [
  'Reported by three customers within the last week.',
  'Reproducible with the attached spreadsheet.',
  'Blocked until finance has approved the budget.',
  'The rollback plan must be ready before we start.',
  'Measure first; the latency budget is 200 milliseconds.',
  'Marketing needs a screenshot for the announcement.',
  'See the architecture decision from last spring.',
  'Only affects organizations with more than fifty members.',
  'Security wants to see the threat model beforehand.',
  'Acceptance: the whole regression suite passes twice in a row.',
  'Ask the vendor for a maintenance window.',
  'Memory grows by two megabytes an hour until the process is restarted.',
  'Legal has to confirm the retention period.',
  'Keep the old behaviour behind a feature flag for one month.',
  'A short survey among the support team showed the same problem.',
];

export const firstNames = list(
  'Amara|Ben|Chiara|David|Elif|Farid|Greta|Hugo|Ines|Jonas|Keiko|Luis|Maya|Noah|Oksana|Pavel|Quinn|' +
    'Rosa|Samir|Tess',
);

export const lastNames = list(
  'Adeyemi|Bauer|Costa|Dubois|Eriksen|Fischer|Gupta|Haddad|Ivanova|Jensen|Kim|Lopez|Moreau|Novak|' +
    'Ortiz|Petrov|Rossi|Silva|Tanaka|Weber',
);

export const projectNames = list(
  'Website|Mobile app|Billing|Platform|Customer support|Marketing|Sales|Operations|People|Compliance',
);
