import { TestBackend } from '../../e2e/backend.ts'

/**
 * The real backend, which says nothing. The network between says who asks: a whole hotline behind one address would be
 * throttled at sign-in.
 */
export const startBackend = (settings: Record<string, string> = {}, program?: string): Promise<TestBackend> =>
  TestBackend.start({ NUMI_LOG: 'silent', NUMI_BEHIND_PROXY: '1', ...settings }, program)
