/** Reads one CBOR item (RFC 8949) from bytes: numbers, texts, bytes, lists, maps, tags (as what they tag), all of known length. */
export function readCbor(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const item = read();
  if (at !== bytes.length) throw new RangeError('something follows');
  return item;

  function read() {
    const head = view.getUint8(at++);
    const length = argument(head & 31);
    switch (head >> 5) {
      case 0: return length;
      case 1: return -1 - length;
      case 2: return take(length);
      case 3: return new TextDecoder('utf-8', { fatal: true }).decode(take(length));
      case 4: return Array.from({ length }, read);
      case 5: return new Map(Array.from({ length }, () => [read(), read()]));
      case 6: return read();
      default: throw new RangeError('not read here');
    }
  }

  function argument(short) {
    if (short < 24) return short;
    const width = { 24: 1, 25: 2, 26: 4 }[short];
    if (!width) throw new RangeError('not read here');
    at += width;
    return width === 1 ? view.getUint8(at - 1) : width === 2 ? view.getUint16(at - 2) : view.getUint32(at - 4);
  }

  function take(length) {
    if (at + length > bytes.length) throw new RangeError('cut off');
    at += length;
    return bytes.subarray(at - length, at);
  }
}

/** The start of a CBOR string or list of this length. */
export function cborHead(major, length) {
  if (length < 24) return [major << 5 | length];
  return length < 256 ? [major << 5 | 24, length] : [major << 5 | 25, length >> 8, length & 255];
}
