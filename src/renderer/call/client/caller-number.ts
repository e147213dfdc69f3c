const numbers = new Map<string, string>()

/** The number that a call was taken from, in E.164: the search for the client starts with it. */
export const callerNumberOf = (callId: string): string | null => numbers.get(callId) ?? null

export const rememberCallerNumber = (callId: string, number: string): void => void numbers.set(callId, number)
