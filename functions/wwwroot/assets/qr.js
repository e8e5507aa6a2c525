/*! Reads QR codes with jsQR, copyright Cosmo Wolfe, Apache-2.0. */
import jsQR from 'jsqr';

// A QR that fills the photo is found at a small size, one on a whole page only at a large one.
const longestSides = [900, 1800, 3000, 450];

/** The text of the QR in a photo; undefined if none is found. */
export async function readPhoto(blob) {
  const photo = await createImageBitmap(blob);
  const longest = Math.max(photo.width, photo.height);
  for (const side of new Set(longestSides.map(side => Math.min(side, longest)))) {
    const text = await look(photo, photo.width, photo.height, side / longest);
    if (text) return text;
  }
  return undefined;
}

/** The text of the first QR held before the camera; undefined once the signal aborts. */
export async function watchCamera(video, signal) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
  try {
    video.srcObject = stream;
    if (!signal.aborted) await video.play();
    while (!signal.aborted) {
      const { videoWidth: width, videoHeight: height } = video;
      const text = width ? await look(video, width, height, Math.min(1, 800 / Math.max(width, height))) : undefined;
      if (text) return text;
      await new Promise(again => setTimeout(again, 120));
    }
    return undefined;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

async function look(picture, fullWidth, fullHeight, scale) {
  const width = Math.round(fullWidth * scale);
  const height = Math.round(fullHeight * scale);
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(picture, 0, 0, width, height);
  return await detect(canvas) ?? jsQR(context.getImageData(0, 0, width, height).data, width, height)?.data;
}

/** The browser's own reader, where there is one: faster, and better with a bad photo. */
async function detect(canvas) {
  try {
    const [found] = await new BarcodeDetector({ formats: ['qr_code'] }).detect(canvas);
    return found?.rawValue;
  } catch {
    return undefined;
  }
}
