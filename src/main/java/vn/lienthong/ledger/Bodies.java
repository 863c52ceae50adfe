package vn.lienthong.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Sha256;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/**
 * Closes what may hold personal data before it is written, and opens it when it is read: bodies of records, messages and answers,
 * requests for payments and receipts. AES with 256 bits in Galois/Counter Mode, so that what was altered does not open. Without a
 * key nothing is closed, and what was written before there was one opens as it is. It keeps out who reads the database: who may
 * write to it can put one whole body in the place of another. Safe for any number of threads.
 *
 * <p>What is closed begins with {@link #MARK}, then comes the name of its key, a number used once, and the text. A body that
 * begins with the mark by itself is marked, too, as one without a key.
 */
final class Bodies {

    private static final Logger LOG = LoggerFactory.getLogger(Bodies.class);

    /** How bytes begin that are not as they were given. Drawn by lot: no format begins so. */
    private static final byte[] MARK = HexFormat.of().parseHex("c7e35f0a9d4b8216");

    /** The same in base64, as far as it does not depend on what follows. */
    private static final String MARK_AS_TEXT =
            Base64.getEncoder().encodeToString(MARK).substring(0, 10);

    private static final byte[] NO_KEY = new byte[4];
    private static final int HEAD = MARK.length + NO_KEY.length;
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String DAMAGED =
            "[ledger.body-damaged] Nội dung này đã bị hỏng hoặc bị sửa trong sổ cái nên không mở được. This was damaged or altered in the"
                    + " ledger and does not open.";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();

    /** By name; the first one closes. */
    private final Map<String, SecretKey> keys;

    private final @Nullable String current;

    private Bodies(Map<String, SecretKey> keys) {
        this.keys = keys;
        this.current = keys.isEmpty() ? null : keys.keySet().iterator().next();
    }

    /**
     * @param keys each of 32 bytes in base64, with spaces or new lines between; the first one closes, all of them open. Empty:
     *     nothing is closed
     * @throws IllegalArgumentException if one is none; says so without it
     */
    static Bodies of(String keys) {
        Map<String, SecretKey> byName = new LinkedHashMap<>();
        for (String key : keys.isBlank() ? new String[0] : keys.strip().split("\\s+")) {
            byte[] bytes = bytes(key);
            byName.put(name(bytes), new SecretKeySpec(bytes, "AES"));
        }
        return new Bodies(byName);
    }

    private static byte[] bytes(String key) {
        try {
            byte[] bytes = Base64.getDecoder().decode(key);
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException noBase64) {
            // told below, without the key
        }
        throw new IllegalArgumentException(
                "ledger.keys: expected keys of 32 bytes in base64, as of: openssl rand -base64 32");
    }

    /** Tells one key from another and says nothing about it. */
    private static String name(byte[] key) {
        return Sha256.hex("ledger.keys " + HexFormat.of().formatHex(key)).substring(0, 2 * NO_KEY.length);
    }

    /** The name of the key that closes; null: nothing is closed. */
    @Nullable
    String current() {
        return current;
    }

    /** Names of all keys there are. */
    Set<String> names() {
        return keys.keySet();
    }

    /** How everything begins that a key has closed. */
    static byte[] beginning(String key) {
        return ByteBuffer.allocate(HEAD)
                .put(MARK)
                .put(HexFormat.of().parseHex(key))
                .array();
    }

    /** As it is to be written. The same body is closed differently each time. */
    byte[] closed(byte[] body) {
        if (current == null) {
            return isMarked(body) ? joined(NO_KEY, body) : body;
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] text = cipher(Cipher.ENCRYPT_MODE, key(current), nonce).doFinal(body);
            byte[] whole = Arrays.copyOf(beginning(current), HEAD + NONCE_BYTES + text.length);
            System.arraycopy(nonce, 0, whole, HEAD, NONCE_BYTES);
            System.arraycopy(text, 0, whole, HEAD + NONCE_BYTES, text.length);
            return whole;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * As it was given; null if it does not open, because it was altered or damaged since: an error is logged then.
     *
     * @throws LedgerUnavailable if its key is not there: another process has one this one was not given
     */
    byte @Nullable [] opened(byte[] stored) {
        if (!isMarked(stored) || stored.length < HEAD) {
            return stored;
        }
        if (Arrays.equals(stored, MARK.length, HEAD, NO_KEY, 0, NO_KEY.length)) {
            return Arrays.copyOfRange(stored, HEAD, stored.length);
        }
        String name = HexFormat.of().formatHex(stored, MARK.length, HEAD);
        SecretKey key = keys.get(name);
        if (key == null) {
            throw new LedgerUnavailable(
                    "ledger.key-missing",
                    "A body of the ledger is closed with key " + name + ", which ledger.keys lacks");
        }
        try {
            byte[] nonce = Arrays.copyOfRange(stored, HEAD, HEAD + NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, key, nonce)
                    .doFinal(stored, HEAD + NONCE_BYTES, stored.length - HEAD - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException altered) {
            LOG.error(
                    "A body in the ledger does not open with its key {}: it was damaged or altered there. A record becomes a dead letter"
                            + " (ledger.body-damaged), everything else is shown without it.",
                    name);
            return null;
        }
    }

    /** A record as it was given, or what says that it is {@linkplain SourceRecord#isDamaged() damaged}. */
    SourceRecord record(byte[] stored, String mediaType) {
        byte[] body = opened(stored);
        return body == null ? new SourceRecord(damaged(), SourceRecord.DAMAGED) : new SourceRecord(body, mediaType);
    }

    /** What people read in place of what does not open. */
    static byte[] damaged() {
        return DAMAGED.getBytes(StandardCharsets.UTF_8);
    }

    /** The same of a text of ours, JSON, in a column of text: what is closed is in base64, in which no JSON begins. */
    String closedText(String json) {
        return current == null
                ? json
                : Base64.getEncoder().encodeToString(closed(json.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * As it was given; null if it does not open.
     *
     * @throws LedgerUnavailable as of {@link #opened}
     */
    @Nullable
    String openedText(String stored) {
        if (!stored.startsWith(MARK_AS_TEXT)) {
            return stored;
        }
        byte[] text = opened(fromText(stored));
        return text == null ? null : new String(text, StandardCharsets.UTF_8);
    }

    /** What is damaged may be no base64 any more; its beginning, which says so, still is. */
    private static byte[] fromText(String stored) {
        try {
            return Base64.getDecoder().decode(stored);
        } catch (IllegalArgumentException damaged) {
            return Base64.getDecoder().decode(stored.substring(0, HEAD / 3 * 4));
        }
    }

    private SecretKey key(String name) {
        SecretKey key = keys.get(name);
        if (key == null) {
            throw new IllegalStateException("no key " + name);
        }
        return key;
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static boolean isMarked(byte[] bytes) {
        return bytes.length >= MARK.length && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
    }

    private static byte[] joined(byte[] name, byte[] body) {
        return ByteBuffer.allocate(HEAD + body.length)
                .put(MARK)
                .put(name)
                .put(body)
                .array();
    }
}
