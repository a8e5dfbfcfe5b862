import type { Page } from '../../database/pagination.ts';
import type {
  WebhookDeliveryState,
  WebhookDisabledReason,
  WebhookPayloadKind,
} from '../../generated/enums.ts';

export interface WebhookEndpointRow {
  id: string;
  url: string;
  description: string;
  events: string[];
  payload: WebhookPayloadKind;
  /** Also those that the viewer does not see, and deleted ones. */
  projectIds: string[] | null;
  disabledAt: string | null;
  disabledReason: WebhookDisabledReason | null;
  failingSince: string | null;
  previousSecretExpiresAt: string | null;
  secretRotationAdvisedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export type WebhookEndpointPage = Page<WebhookEndpointRow>;

export interface WebhookDeliveryRow {
  id: string;
  endpointId: string;
  messageId: string;
  eventType: string;
  projectId: string | null;
  state: WebhookDeliveryState;
  nextAttemptAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export type WebhookDeliveryPage = Page<WebhookDeliveryRow>;
