/** Under which value to keep what an unknown caller said of themselves: an address, a number, else a name. */
export function contactKeyOf(said: string): 'contact.name' | 'contact.email' | 'contact.phone' {
  if (said.includes('@')) return 'contact.email'
  return /^[\d\s.()/+-]+$/.test(said) ? 'contact.phone' : 'contact.name'
}
