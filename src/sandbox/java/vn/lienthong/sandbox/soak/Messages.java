package vn.lienthong.sandbox.soak;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What stands for a message, so that two that are alike are known as such. */
final class Messages {

    private static final Pattern SESSION = Pattern.compile("\"session\"\\s*:\\s*\"[^\"]*\",?");

    private Messages() {}

    /** A message's text without the session, which another attempt may have had another one of. */
    static String withoutSession(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return digest(SESSION.matcher(text).replaceFirst("").getBytes(StandardCharsets.UTF_8));
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java has SHA-256", absent);
        }
    }
}
