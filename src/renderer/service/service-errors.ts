import type { ServiceProblem } from './use-service.ts'

/** What the service found wrong, by field. */
export const serviceErrors = (error: ServiceProblem | null): Record<string, string> =>
  Object.fromEntries((error?.fields ?? []).map(({ path, message }) => [path.split('.')[0] ?? '', message]))
