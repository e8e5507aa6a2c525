const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A verification code as it is printed (K7QD-93PX-2MTA), from however a person wrote it or the printed address; undefined if it is none. */
export function readCode(text) {
  const plain = text.trim().split('/').pop().toUpperCase()
    .replace(/[٠-٩]/g, digit => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\s\u200e\u200f.–-]/g, '')
    .replace(/O/g, '0').replace(/[IL]/g, '1');
  if (plain.length !== 12 || [...plain].some(letter => !letters.includes(letter))) return undefined;
  return plain.replace(/(.{4})(?=.)/g, '$1-');
}

/** What a QR says: {code} and {proof} of a paper of this site, {elsewhere} for another address, {} for anything else. */
export function readQrText(text) {
  let address;
  try {
    address = new URL(text);
  } catch {
    return { code: readCode(text) };
  }
  if (address.host !== location.host) return { elsewhere: address.host || text.slice(0, 60) };
  return { code: readCode(decodeURIComponent(address.pathname)), proof: address.hash };
}
