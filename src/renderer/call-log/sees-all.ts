import { callReaders } from '#shared/contracts/api/call-log.ts'
import { isAmong, type Role } from '#shared/domain/user.ts'

/** Whether a role sees everybody's calls, and may say what it thinks of them; others see their own alone. */
export const seesAll = (role: Role): boolean => isAmong(callReaders, role)
