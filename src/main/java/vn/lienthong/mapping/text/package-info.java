/**
 * Vietnamese text out of whatever ever wrote it, as composed Unicode (NFC). Depends on nothing but the JDK, holds no state,
 * and may be taken out and used alone. Its faces:
 *
 * <ul>
 *   <li>{@link vn.lienthong.mapping.text.VietnameseText}: bytes of a cell to text ({@code decode}, {@code decodeTogether},
 *       {@code decodeAs}): UTF-8, UTF-16 with a mark or without, windows-1258, and the tables from before Unicode: TCVN3 (ABC),
 *       VNI, VISCII, VPS. And text that is Unicode already ({@code reread}): UTF-8 misread by a table of Windows,
 *       Macintosh or DOS, once or several times, text of an old font, letters lost on the way.
 *   <li>{@link vn.lienthong.mapping.text.VietnameseCharset}: one named character set.
 *   <li>{@link vn.lienthong.mapping.text.Nfc} and {@link vn.lienthong.mapping.text.PlainText}: composed text, at no cost for
 *       what is so already.
 * </ul>
 *
 * <p>What is promised: a text is returned only where it is proven; otherwise the answer is "unsure", with what it might be.
 * The proof: Vietnamese has few possible syllables, and bytes read by a wrong table hardly ever give one. So the reading whose
 * words can all be Vietnamese wins, if no other comes near; one odd word proves nothing. What can be Vietnamese or a
 * foreign name as it stands is left alone. Held by every one of the 134 accented letters, and by properties over made-up texts.
 */
@NullMarked
package vn.lienthong.mapping.text;

import org.jspecify.annotations.NullMarked;
