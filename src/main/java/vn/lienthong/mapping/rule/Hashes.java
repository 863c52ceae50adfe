package vn.lienthong.mapping.rule;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** SHA-256 over bytes, texts and trees. */
final class Hashes {

    private Hashes() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    /** Adds a text with its length before it, so that "ab","c" and "a","bc" differ. */
    static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    /** A hash over a tree without some of its top-level fields; the order of fields and blank ones count for nothing. */
    static byte[] of(JsonNode root, Set<String> without) {
        MessageDigest digest = sha256();
        Collection<String> names = new TreeSet<>(root.propertyNames());
        names.removeAll(without);
        addFields(digest, root, names);
        return digest.digest();
    }

    private static void addFields(MessageDigest digest, JsonNode node, Collection<String> names) {
        digest.update((byte) '{');
        for (String name : names) {
            JsonNode value = node.get(name);
            if (Path.isPresent(value)) {
                add(digest, name);
                add(digest, value);
            }
        }
        digest.update((byte) '}');
    }

    private static void add(MessageDigest digest, JsonNode node) {
        if (node.isObject()) {
            addFields(digest, node, new TreeSet<>(node.propertyNames()));
        } else if (node.isArray()) {
            digest.update((byte) '[');
            for (JsonNode element : node) {
                add(digest, element);
            }
            digest.update((byte) ']');
        } else {
            digest.update((byte) (node.isString() ? '"' : '#'));
            add(digest, node.asString(""));
        }
    }
}
