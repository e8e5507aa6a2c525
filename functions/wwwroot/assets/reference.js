/** A reference as it is written (LEG-7K3Q9-XM2PAV), from however a person typed it; undefined if it is none of those that begin so. */
export function referenceIn(text, prefix) {
  const plain = text.toUpperCase().replace(/[\s\u200e\u200f.–-]/g, '');
  const rest = plain.startsWith(prefix) ? plain.slice(prefix.length) : plain;
  return /^[\dA-Z]{11}$/.test(rest) ? `${prefix}-${rest.slice(0, 5)}-${rest.slice(5)}` : undefined;
}

/** Whether it may be an access code, however it was typed. */
export const isAccessCode = text => /^[a-z\d]{8}$/i.test(text.replace(/[\s.–-]/g, ''));
