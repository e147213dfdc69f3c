interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string }
}
/** Where a browser has Trusted Types, the hosts' content policy takes a worker's address from here and nobody else. */
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
const policy = trustedTypes?.createPolicy('own-worker', { createScriptURL: (url) => url })

/** Starts one of the screen's own workers. @param url as the bundler gives it (`?worker&url`) */
export const startWorker = (url: string, options?: WorkerOptions): Worker =>
  new Worker(policy?.createScriptURL(url) ?? url, options)
