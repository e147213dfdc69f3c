/** Kept by the window: loaded again, it knows that somebody was signed in before the station says who. */
const key = 'numi.signed-in'

export const wasSignedIn = (): boolean => sessionStorage.getItem(key) !== null

export function keepSignedIn(isSignedIn: boolean): void {
  if (isSignedIn) sessionStorage.setItem(key, 'yes')
  else sessionStorage.removeItem(key)
}
