import type { ScannedFile } from '../contract.ts';

/** Shown when a tree holds nothing but pictures and the like. */
export const NOTHING_FOR_SECRETS = 'no text file here';

/**
 * Formats that hold no text: pictures, sound, fonts, archives, compiled code. Documents of office programs are archives too. Names that
 * are given to texts as well (`.dat`, `.db`, `.snap`) are missing here: what is in them decides.
 */
const WITHOUT_TEXT = new Set(
  (
    'png jpg jpeg jpe gif bmp ico icns webp avif tif tiff heic heif psd xcf ai eps cr2 mp3 mp4 m4a m4v wav ogg oga ogv webm avi mov mkv flac aac wma wmv flv ' +
    'woff woff2 ttf otf eot fnt zip gz tgz bz2 xz zst lz4 7z rar tar jar war ear nupkg whl egg gem deb rpm apk aab ipa dmg iso msi cab exe dll so dylib a o lib obj ' +
    'class pyc pyo pyd wasm node pdb pdf doc docx xls xlsx ppt pptx odt ods odp sqlite sqlite3 mdb parquet avro orc npy npz pkl h5 hdf5 onnx pt pth tflite pb ' +
    'mo blend fbx glb stl 3ds dwg swf lockb keystore jks p12 pfx der'
  ).split(' '),
);

/** Whether a file can hold a secret that is text, by its name and size alone. */
export function wantsForSecrets(file: ScannedFile): boolean {
  if (file.sizeBytes < MIN_BYTES) return false;
  const dot = file.path.lastIndexOf('.');
  return dot <= file.path.lastIndexOf('/') + 1 || !WITHOUT_TEXT.has(file.path.slice(dot + 1).toLowerCase());
}

/** The shortest line that says a name and a value worth protecting: `pwd=abcd`. */
const MIN_BYTES = 8;
