package vn.lienthong.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.door.Bodies;
import vn.lienthong.intake.door.BodyLimits;
import vn.lienthong.intake.door.Refused;

/**
 * What is sent to the pages and the API, read within the bounds of size, number and time that every door has. Nothing of a
 * body that is refused is kept. Safe for any number of threads.
 */
public final class SentBodies {

    private static final DataSize LARGEST_SMALL = DataSize.ofMegabytes(2);
    private static final DataSize SMALL_ONES = DataSize.ofMegabytes(16);

    private final Bodies files;
    private final Bodies small;

    /** @param nanoTime as {@link System#nanoTime} */
    public SentBodies(UploadSettings settings, LongSupplier nanoTime) {
        this.files = new Bodies(settings.limits(), nanoTime);
        this.small = new Bodies(
                new BodyLimits(UploadSettings.PREFIX, LARGEST_SMALL, settings.bodyWithin(), SMALL_ONES, SMALL_ONES),
                nanoTime);
    }

    /** What is done with a body. */
    public interface Work<B, T> {

        T with(B body) throws IOException;
    }

    /**
     * Works with a body that is a file, on disk; it is deleted afterwards.
     *
     * @throws Refusal 413, 408, 400, 415 or 503 if it is too large, too slow, cut off, compressed, or there is no room for it now;
     *     nothing was done with it then
     */
    public <T> T file(HttpServletRequest request, Work<Path, T> work) throws IOException {
        try {
            checkNotCompressed(request);
            return files.readFile(request, work::with);
        } catch (Refused refused) {
            throw refusal(refused, request, files);
        }
    }

    /**
     * A small body, such as a form without a file.
     *
     * @param most so many bytes, 2 MB or less
     * @throws Refusal as {@link #file}
     */
    public byte[] small(HttpServletRequest request, int most) throws IOException {
        try {
            checkNotCompressed(request);
            return small.read(request, body -> {
                if (body.length > most) {
                    throw new Refused(HttpStatus.CONTENT_TOO_LARGE.value(), Problem.of("console.body-too-large"));
                }
                return body;
            });
        } catch (Refused refused) {
            throw refusal(refused, request, small);
        }
    }

    private static void checkNotCompressed(HttpServletRequest request) throws Refused {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new Refused(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value(), Problem.of("intake.compressed"));
        }
    }

    /** Who still sends hears the answer only if the rest is read. */
    private static Refusal refusal(Refused refused, HttpServletRequest request, Bodies bodies) {
        HttpStatus status = HttpStatus.valueOf(refused.status());
        Problem problem =
                status == HttpStatus.CONTENT_TOO_LARGE ? Problem.of("console.body-too-large") : refused.problem();
        // The container may have refused a silent or broken sender already, and then asks the page of errors.
        request.setAttribute(Problem.class.getName(), problem);
        if (status == HttpStatus.CONTENT_TOO_LARGE) {
            bodies.drain(request);
        }
        return new Refusal(status, problem);
    }
}
