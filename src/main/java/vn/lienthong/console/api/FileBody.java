package vn.lienthong.console.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.http.HttpStatus;
import vn.lienthong.console.Refusal;
import vn.lienthong.dossier.Problem;

/** A request whose body is a file. It lies on disk while it is dealt with; memory does not grow with it. */
final class FileBody {

    private static final long LARGEST = 64L << 20;
    private static final int BUFFER = 64 * 1024;

    private FileBody() {}

    interface Work<T> {
        T with(Path file) throws IOException;
    }

    /** @throws Refusal 413 if it is too large; nothing was done with it then */
    static <T> T read(HttpServletRequest request, Work<T> work) throws IOException {
        Path file = Files.createTempFile("body", ".tmp");
        try {
            store(request, file);
            return work.with(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void store(HttpServletRequest request, Path file) throws IOException {
        try (InputStream body = request.getInputStream();
                OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            long length = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                length += read;
                if (length > LARGEST) {
                    throw new Refusal(HttpStatus.CONTENT_TOO_LARGE, Problem.of("console.body-too-large"));
                }
                out.write(buffer, 0, read);
            }
        }
    }
}
