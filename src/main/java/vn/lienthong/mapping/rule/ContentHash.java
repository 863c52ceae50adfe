package vn.lienthong.mapping.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Sha256;
import vn.lienthong.mapping.source.SourceNames;
import vn.lienthong.mapping.source.SourceObject;

/**
 * SHA-256 over values rather than bytes: the order of fields, blank fields and layout count for nothing. Each text goes in
 * with its length before it, so that "ab","c" and "a","bc" differ. What goes in never changes: ledgers keep the hashes.
 */
final class ContentHash {

    private final MessageDigest digest = Sha256.digest();

    /** Handing over many small pieces costs more than hashing them. */
    private final byte[] piece = new byte[2048];

    private int filled;

    /** A record without some of its top-level fields. */
    static String of(SourceObject record, Set<String> without) {
        ContentHash hash = new ContentHash();
        hash.add(record, without);
        return hash.finish();
    }

    void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        room(4);
        piece[filled++] = (byte) (bytes.length >> 24);
        piece[filled++] = (byte) (bytes.length >> 16);
        piece[filled++] = (byte) (bytes.length >> 8);
        piece[filled++] = (byte) bytes.length;
        if (bytes.length > piece.length) {
            room(piece.length);
            digest.update(bytes);
        } else {
            room(bytes.length);
            System.arraycopy(bytes, 0, piece, filled, bytes.length);
            filled += bytes.length;
        }
    }

    /** In hexadecimal. */
    String finish() {
        room(piece.length);
        return HexFormat.of().formatHex(digest.digest());
    }

    private void add(char sign) {
        room(1);
        piece[filled++] = (byte) sign;
    }

    private void room(int more) {
        if (filled + more > piece.length) {
            digest.update(piece, 0, filled);
            filled = 0;
        }
    }

    private void add(SourceObject object, Set<String> without) {
        add('{');
        if (object.hasUnknown()) {
            for (String name : new TreeSet<>(object.propertyNames())) {
                addField(name, object.get(name), without);
            }
        } else {
            SourceNames names = object.names();
            for (int i = 0; i < names.all().size(); i++) {
                int number = names.sorted(i);
                JsonNode value = object.field(number);
                if (value != null) {
                    addField(names.all().get(number), value, without);
                }
            }
        }
        add('}');
    }

    private void addField(String name, JsonNode value, Set<String> without) {
        if (Path.isPresent(value) && !without.contains(name)) {
            add(name);
            add(value);
        }
    }

    private void add(JsonNode node) {
        if (node instanceof SourceObject object) {
            add(object, Set.of());
        } else if (node.isArray()) {
            add('[');
            for (JsonNode element : node) {
                add(element);
            }
            add(']');
        } else {
            add(node.isString() ? '"' : '#');
            add(node.asString(""));
        }
    }
}
