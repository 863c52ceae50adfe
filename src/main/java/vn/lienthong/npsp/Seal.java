package vn.lienthong.npsp;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Closes a session with the account's password before it is written where all processes can read it, so that nobody else
 * who reads the database can use it. Safe for any number of threads.
 */
final class Seal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int ROUNDS = 100_000;
    private static final int KEY_BITS = 256;
    private static final int TAG_BITS = 128;
    private static final int NONCE_BYTES = 12;

    private final NpspSettings account;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable SecretKey key;

    Seal(NpspSettings account) {
        this.account = account;
    }

    /** Slow on purpose, so done once and when it is first needed. */
    private synchronized SecretKey key() {
        SecretKey made = key;
        if (made == null) {
            made = derived(account.username(), account.password());
            key = made;
        }
        return made;
    }

    private static SecretKey derived(String username, String password) {
        byte[] salt = ("lienthong npsp session " + username).getBytes(StandardCharsets.UTF_8);
        PBEKeySpec from = new PBEKeySpec(password.toCharArray(), salt, ROUNDS, KEY_BITS);
        try {
            byte[] bytes = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(from)
                    .getEncoded();
            return new SecretKeySpec(bytes, "AES");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            from.clearPassword();
        }
    }

    /** The same text is closed differently each time. */
    String close(String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] whole = ByteBuffer.allocate(NONCE_BYTES + closed.length)
                    .put(nonce)
                    .put(closed)
                    .array();
            return Base64.getEncoder().encodeToString(whole);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Empty if it was closed with another account, or is not what was closed. */
    Optional<String> open(String closed) {
        try {
            byte[] whole = Base64.getDecoder().decode(closed);
            ByteBuffer parts = ByteBuffer.wrap(whole);
            byte[] nonce = new byte[NONCE_BYTES];
            parts.get(nonce);
            byte[] text = cipher(Cipher.DECRYPT_MODE, nonce).doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException | BufferUnderflowException notOurs) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
