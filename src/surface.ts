// The surfaces that are not HTTP's own: pages, command lines, webhooks.

export { type CliRequest, type CliSurface, createCliSurface } from './surface/cli/cli-surface.js'
export type { QueryParameters } from './surface/read-target.js'
export { createWebSurface, type WebRequest, type WebSurface } from './surface/web/web-surface.js'
export {
  createWebhookSurface,
  type WebhookRequest,
  type WebhookSettings,
  type WebhookSurface,
} from './surface/webhook/webhook-surface.js'
