import { isUtf8 } from 'node:buffer';
import type { Problem } from './problems.ts';

/** A content file as read: LF line ends, no byte order mark. */
export interface ContentText {
  file: string;
  text: string;
}

// Everything that is invisible and can change what a reader sees: C0 and C1 controls but tab and line feed, and bidi marks.
const INVISIBLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

const forgiving = new TextDecoder('utf-8');

/** Decodes a file; what is wrong with its characters goes into `problems`, and undecodable bytes give nothing back. */
export function decodeText(file: string, bytes: Buffer, problems: Problem[]): ContentText | undefined {
  if (!isUtf8(bytes)) {
    const readable = forgiving.decode(bytes);
    const line = lineAt(readable, readable.indexOf('\ufffd'));
    problems.push({
      file,
      line,
      message: 'is not saved as UTF-8; in your editor choose "Save as" and the encoding UTF-8',
    });
    return undefined;
  }
  const text = bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n');
  for (const match of text.matchAll(INVISIBLE)) {
    const code = match[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    problems.push({
      file,
      line: lineAt(text, match.index),
      message: `holds an invisible character (U+${code}); delete it and type the text again`,
    });
  }
  return { file, text };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Characters as a reader counts them: a letter outside the basic plane is one. */
export function lengthOf(text: string): number {
  return [...text].length;
}
