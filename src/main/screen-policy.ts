/**
 * What the screen may do, whichever host serves it: show and run its own files, in nobody's frame.
 * @param more what one host's screen needs besides
 */
export const screenPolicy = (...more: string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    ...more,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    // The screen's own workers: src/renderer/app/own-worker.ts.
    'trusted-types own-worker',
  ].join('; ')
