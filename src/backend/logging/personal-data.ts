const address = /(?:"[^"]*"|[^\s<>"'(),;:]+)@[^\s<>"'(),;:]+/g
const phone = /(?<![\w.-])(?:\+|00|0)\d(?:[ .-]?\d){7,13}(?![\w-])/g
/** Long enough to be a token, a key or a link's proof; a UUID is none. */
const secret = /(?<![\w-])(?![0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-]))[\w-]{32,}(?:\.[\w-]+)?/g

/** A text as it may be written to a log: a server that refuses an address, or a client, repeats what it was told. */
export const withoutPersonalData = (text: string): string =>
  text.replace(address, '…@…').replace(phone, '…').replace(secret, '…')
