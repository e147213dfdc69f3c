import { isIPv4, isIPv6 } from 'node:net'

const mappedStart = '::ffff:'
/** A network is given so many of the eight groups of an address; the others are its own to choose. */
const networkGroups = 4

/**
 * Who a network address stands for where tries are counted: an IPv4 address, by IPv6 too; of IPv6 the network (/64), within
 * which one machine may take any address it likes.
 */
export function visitorOf(address: string): string {
  const mapped = address.toLowerCase().startsWith(mappedStart) ? address.slice(mappedStart.length) : ''
  if (isIPv4(mapped)) return mapped
  if (!isIPv6(address)) return address
  const [before = '', after] = (address.toLowerCase().split('%')[0] ?? '').split('::')
  const groupsOf = (part: string) => (part === '' ? [] : part.split(':'))
  const first = groupsOf(before)
  const last = groupsOf(after ?? '')
  // A dotted end stands for two groups.
  const length = first.length + last.length + (address.includes('.') ? 1 : 0)
  const left = after === undefined ? [] : Array.from({ length: 8 - length }, () => '0')
  const network = [...first, ...left, ...last].slice(0, networkGroups)
  return `${network.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`
}
