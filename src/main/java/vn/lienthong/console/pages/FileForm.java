package vn.lienthong.console.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.MultipartStream.MalformedStreamException;
import org.apache.tomcat.util.http.fileupload.UploadContext;
import org.apache.tomcat.util.http.fileupload.impl.FileUploadIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.console.Refusal;
import vn.lienthong.console.SentBodies;
import vn.lienthong.console.SentBodies.Work;
import vn.lienthong.dossier.Problem;

/**
 * A form with a file, as browsers send it without scripts ({@code multipart/form-data}). It comes to disk whole, as any body
 * does, and then the container's own parser takes it apart. Nobody else reads such forms: multipart is off in the settings, so
 * what a body of this kind holds reaches no other path.
 *
 * <p>The token against forgery stands in the form's address: so it is looked at, with the role, before anything of the body is
 * read.
 */
@Component
final class FileForm {

    /** The field of the file. */
    static final String FILE = "file";

    private static final int LONGEST_HEAD = 4096;
    private static final int LONGEST_FIELD = 200;

    private final SentBodies bodies;

    FileForm(SentBodies bodies) {
        this.bodies = bodies;
    }

    /**
     * What a person sent.
     *
     * @param name of the file where it came from
     * @param fields those that were filled in
     */
    record Sent(Path file, String name, Map<String, String> fields) {

        boolean isTicked(String name) {
            return "true".equals(fields.get(name));
        }
    }

    /**
     * Works with what was sent; it is deleted afterwards.
     *
     * @param known the fields the form has besides the file
     * @throws Refusal if the body is refused, is no such form, or has no file; nothing was done then
     */
    <T> T read(HttpServletRequest request, Set<String> known, Work<Sent, T> work) throws IOException {
        return bodies.file(request, body -> {
            Path file = Files.createTempFile("lienthong-file-", ".tmp");
            try {
                return work.with(takeApart(body, request, known, file));
            } finally {
                Files.deleteIfExists(file);
            }
        });
    }

    private static Sent takeApart(Path body, HttpServletRequest request, Set<String> known, Path file)
            throws IOException {
        String name = null;
        Map<String, String> fields = new HashMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(body))) {
            FileItemIterator parts =
                    parser().getItemIterator(new OnDisk(request.getContentType(), Files.size(body), in));
            while (parts.hasNext()) {
                FileItemStream part = parts.next();
                if (!part.isFormField() && name == null && FILE.equals(part.getFieldName())) {
                    name = Objects.requireNonNullElse(part.getName(), "");
                    store(part, file);
                } else {
                    keep(part, known, fields);
                }
            }
        } catch (FileUploadException
                | FileUploadIOException
                | MalformedStreamException
                | InvalidFileNameException broken) {
            throw Refusal.badRequest(Problem.of("console.bad-form"));
        }
        if (name == null || Files.size(file) == 0) {
            throw Refusal.badRequest(Problem.of("console.no-file").in(FILE));
        }
        return new Sent(file, name, Map.copyOf(fields));
    }

    private static FileUpload parser() {
        FileUpload parser = new FileUpload();
        parser.setHeaderEncoding(StandardCharsets.UTF_8.name());
        parser.setPartHeaderSizeMax(LONGEST_HEAD);
        return parser;
    }

    private static void store(FileItemStream part, Path file) throws IOException {
        try (InputStream content = part.openStream()) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void keep(FileItemStream part, Set<String> known, Map<String, String> fields) throws IOException {
        String name = part.getFieldName();
        if (!part.isFormField() || name == null || !known.contains(name)) {
            throw Refusal.badRequest(Problem.of("console.bad-form"));
        }
        try (InputStream content = part.openStream()) {
            String text = new String(content.readNBytes(LONGEST_FIELD + 1), StandardCharsets.UTF_8).strip();
            if (text.length() > LONGEST_FIELD || fields.containsKey(name)) {
                throw Refusal.badRequest(Problem.of("console.bad-parameter").in(name));
            }
            if (!text.isEmpty()) {
                fields.put(name, text);
            }
        }
    }

    /** A body that has come, as the parser wants it. */
    private record OnDisk(@Nullable String contentType, long contentLength, InputStream body) implements UploadContext {

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public @Nullable String getContentType() {
            return contentType;
        }

        @Override
        public InputStream getInputStream() {
            return body;
        }
    }
}
