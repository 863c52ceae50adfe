package vn.lienthong.npsp2026;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Sha256;
import vn.lienthong.relay.Outcome;

/**
 * Puts a dossier's files up before it is created (npsp 11): multipart, field {@code files}, one file a message. In the dossier the
 * content of each gives way to the id it got and to its hash.
 */
final class Uploads {

    private static final String SERVICE = "npsp-2026 upload";
    private static final String FIELD = "files";
    private static final String CONTENT = "NoiDung";
    private static final String ID = "IdTepTin";
    private static final String HASH = "HashTepTin";

    private final DossierIds ids;

    Uploads(DossierIds ids) {
        this.ids = ids;
    }

    /** @return why the dossier cannot be created now; null if all its files are up */
    @Nullable
    Outcome put(String number, JsonNode dossier, Conversation conversation) {
        for (JsonNode part : dossier.path("ThanhPhanHoSo")) {
            for (JsonNode file : part.path("GiayToDinhKem")) {
                Outcome obstacle = put(number, (ObjectNode) file, conversation);
                if (obstacle != null) {
                    return obstacle;
                }
            }
        }
        return null;
    }

    private @Nullable Outcome put(String number, ObjectNode file, Conversation conversation) {
        byte[] content = Base64.getDecoder().decode(file.remove(CONTENT).asString());
        String hash = Sha256.hex(content);
        String id = ids.of(number).files().get(hash);
        if (id == null) {
            String name = file.path("TenGiayTo").asString();
            Conversation.Told told =
                    conversation.send(message(conversation.paths().upload(), name, content, hash));
            if (!told.isYes()) {
                return again(told.outcome());
            }
            JsonNode answer = told.answer().at("/data/0/response/data/0");
            id = answer.path(ID).asString("");
            if (id.isBlank() || !answer.path(HASH).asString("").equalsIgnoreCase(hash)) {
                return new Outcome.Deferred(Npsp2026Problem.UPLOAD_UNCLEAR.problem(), null, true);
            }
            ids.keepFile(number, hash, id);
        }
        file.put("IdGiayTo", id);
        file.put(HASH, hash);
        return null;
    }

    /** What may have arrived is a file that no dossier names. */
    private static Outcome again(Outcome outcome) {
        return outcome instanceof Outcome.Unanswered(var cause) ? new Outcome.Deferred(cause, null, true) : outcome;
    }

    /** The attempt's record keeps the hash alone. */
    private static Conversation.Message message(String path, String name, byte[] content, String hash) {
        try (HttpEntity form = MultipartEntityBuilder.create()
                .setMode(HttpMultipartMode.LEGACY)
                .setCharset(StandardCharsets.UTF_8)
                .addBinaryBody(FIELD, content, ContentType.APPLICATION_OCTET_STREAM, plain(name))
                .build()) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            form.writeTo(body);
            byte[] evidence = ("{\"" + HASH + "\":\"" + hash + "\"}").getBytes(StandardCharsets.UTF_8);
            return new Conversation.Message("POST", SERVICE, path, form.getContentType(), body.toByteArray(), evidence);
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
    }

    /** No name leaves its quotes, its header or its folder. */
    private static String plain(String name) {
        return name.replaceAll("[\\p{Cntrl}\"\\\\/]", "_");
    }
}
