package vn.lienthong.intake.door;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import vn.lienthong.dossier.Problem;

/** Whether bytes are UTF-8 text. A NUL is none: it is what UTF-16 looks like to a reader of UTF-8. */
public final class Utf8Check {

    private Utf8Check() {}

    /** @throws Refused saying what is wrong, and where */
    public static void check(byte[] body) throws Refused {
        if (body.length == 0) {
            throw new Refused(400, Problem.of("intake.empty-body"));
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(body);
        CharBuffer characters = CharBuffer.allocate(8 * 1024);
        CoderResult result;
        do {
            result = decoder.decode(bytes, characters.clear(), true);
            if (result.isError() || hasNul(characters.flip())) {
                throw new Refused(400, Problem.of("intake.not-utf8").at("byte " + (bytes.position() + 1)));
            }
        } while (result.isOverflow());
    }

    private static boolean hasNul(CharBuffer characters) {
        for (int i = 0; i < characters.limit(); i++) {
            if (characters.get(i) == 0) {
                return true;
            }
        }
        return false;
    }
}
