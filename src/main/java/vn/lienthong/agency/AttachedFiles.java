package vn.lienthong.agency;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Sha256;

/**
 * Files a record carries in base64, taken out of it: every object with a {@code fileName} and a {@code content}. In the
 * record the content is replaced by where the file is, its size, hash and kind. Files are named by their place in the
 * record and by what their bytes are; the name their sender gave stays a text in the record.
 */
final class AttachedFiles {

    /** What is no file is written again as it was, every number with all its digits. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String NAME = "fileName";
    private static final String CONTENT = "content";

    private final String folder;
    private final Map<String, byte[]> contents = new LinkedHashMap<>();
    private byte[] record;

    private AttachedFiles(byte[] record, String folder) {
        this.record = record;
        this.folder = folder;
    }

    /** A file that cannot be decoded. */
    static final class Broken extends Exception {

        private final String field;

        Broken(String field) {
            super(field);
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    static AttachedFiles none(byte[] record) {
        return new AttachedFiles(record, "");
    }

    /** @param folder where the files will be, as the record is to name it */
    static AttachedFiles in(byte[] record, String folder) throws Broken {
        AttachedFiles files = new AttachedFiles(record, folder);
        JsonNode tree = JSON.readTree(record);
        files.take(tree, "");
        if (!files.isEmpty()) {
            files.record = JSON.writeValueAsBytes(tree);
        }
        return files;
    }

    boolean isEmpty() {
        return contents.isEmpty();
    }

    byte[] record() {
        return record;
    }

    /** By file name, in the order of the record. */
    Map<String, byte[]> contents() {
        return contents;
    }

    private void take(JsonNode node, String path) throws Broken {
        if (node instanceof ObjectNode object && isFile(object)) {
            replace(object, path);
            return;
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                take(field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey());
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            take(node.get(i), path + "[" + i + "]");
        }
    }

    private static boolean isFile(ObjectNode object) {
        return object.path(NAME).isString() && object.path(CONTENT).isString();
    }

    private void replace(ObjectNode object, String path) throws Broken {
        byte[] content = decoded(object.path(CONTENT).asString(), path);
        FileType type = FileType.of(content);
        String name = String.format(Locale.ROOT, "%02d.%s", contents.size() + 1, type.extension());
        contents.put(name, content);
        object.remove(CONTENT);
        object.put("file", folder + "/" + name);
        object.put("mediaType", type.mediaType());
        object.put("size", content.length);
        object.put("sha256", Sha256.hex(content));
    }

    private static byte[] decoded(String text, String path) throws Broken {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw new Broken(path.isEmpty() ? CONTENT : path + "." + CONTENT);
        }
    }
}
