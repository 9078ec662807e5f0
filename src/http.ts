// The http surface: what answers requests, and what generated clients send them with.

export type { ErrorCode, ViolationCode } from './contract/codes.js'
export { own } from './semantics/read-path.js'
export {
  agreed,
  type Fetch,
  type HttpCall,
  type HttpClientSettings,
  httpSender,
  pathRest,
  pathSegment,
  type SendCall,
  unlessNull,
} from './surface/http/http-client.js'
export { httpStatus, type StatusChoices } from './surface/http/http-status.js'
export {
  createHttpSurface,
  type HttpRequest,
  type HttpResponse,
  type HttpSettings,
  type HttpSurface,
} from './surface/http/http-surface.js'
export type { QueryParameters } from './surface/read-target.js'
