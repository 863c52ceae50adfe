/**
 * Vietnamese text out of the bytes of any system that ever wrote it: UTF-8 and UTF-16, windows-1258, and the four tables
 * from before Unicode (TCVN3 or "ABC", VNI, VISCII, VPS), and UTF-8 that was once misread as Windows-1252. What comes out
 * is composed (NFC). Which table it was is decided by the text it gives: Vietnamese has few possible syllables, and bytes
 * read by a wrong table hardly ever give one. Where that does not decide, the answer is "unsure", never a guess. Depends
 * on nothing but the JDK.
 */
@NullMarked
package vn.lienthong.mapping.text;

import org.jspecify.annotations.NullMarked;
