/** Without those taken for one another when they are read out: i, l, o, 0, 1. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password to hand over: sixteen letters at random (79 bits), by four so that it can be read out. */
export function proposePassword(): string {
  const picked = Array.from(crypto.getRandomValues(new Uint32Array(16)), (at) => letters[at % letters.length])
  return picked.join('').replace(/.{4}(?=.)/g, '$&-')
}
