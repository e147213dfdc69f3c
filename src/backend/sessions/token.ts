import { hash, randomBytes } from 'node:crypto'

/** 256 random bits, opaque. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is kept of a token: without the token, of no use. */
export const hashToken = (token: string): string => hash('sha256', token)
