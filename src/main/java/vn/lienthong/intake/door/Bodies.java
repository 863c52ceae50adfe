package vn.lienthong.intake.door;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import vn.lienthong.dossier.Problem;

/**
 * Reads bodies so that neither their size, nor their number, nor their slowness costs much memory: each is counted as it
 * comes, whatever its Content-Length says; beyond {@value #IN_MEMORY} bytes it goes to a temporary file, and only
 * {@value #LARGE_AT_A_TIME} such bodies are in memory and mapped at a time. What all bodies together may use, in memory
 * until they are entered and on disk, is bounded; who comes then is told to come again. Safe for any number of threads.
 */
public final class Bodies {

    private static final int IN_MEMORY = 256 * 1024;
    private static final int LARGE_AT_A_TIME = 2;

    /** A sender in the middle of too large a body hears the answer only if what it still sends is read, up to a point. */
    private static final long DRAINED = 64L * 1024 * 1024;

    private final BodyLimits limits;
    private final LongSupplier nanoTime;
    private final Budget memory;
    private final Budget disk;
    private final Semaphore large = new Semaphore(LARGE_AT_A_TIME, true);

    /** @param nanoTime measures the time that passes, whatever is done to the clock on the wall; {@link System#nanoTime} */
    public Bodies(BodyLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.memory = new Budget(limits.inMemory().toBytes());
        this.disk = new Budget(limits.onDisk().toBytes());
    }

    /** What is done with a body while it is there: with its bytes in memory, or with the file it lies in. */
    public interface Use<B, T> {

        T apply(B body) throws Refused, IOException;
    }

    /**
     * Does something with a body once it is there as a whole, and forgets it.
     *
     * @throws Refused if it is too large, too slow or cut off, or if there is no room for it now
     */
    public <T> T read(HttpServletRequest request, Use<byte[], T> use) throws Refused, IOException {
        long deadline = deadline();
        Head head = new Head();
        InputStream body = open(request);
        try (Budget.Share share = memory.share()) {
            if (copy(body, head, IN_MEMORY, deadline, share)) {
                return use.apply(head.toByteArray());
            }
        }
        return spooled(head, body, deadline, spool -> oneOfFew(spool, use));
    }

    /**
     * The same with a body that is a file: it lies on disk while it is dealt with, memory does not grow with it, and then the
     * file is deleted.
     *
     * @throws Refused if it is too large, too slow or cut off, or if there is no room for it now; it was not used then
     */
    public <T> T readFile(HttpServletRequest request, Use<Path, T> use) throws Refused, IOException {
        return spooled(new Head(), open(request), deadline(), use);
    }

    private InputStream open(HttpServletRequest request) throws Refused, IOException {
        if (request.getContentLengthLong() > limit()) {
            throw tooLarge();
        }
        return request.getInputStream();
    }

    private <T> T spooled(Head head, InputStream body, long deadline, Use<Path, T> use) throws Refused, IOException {
        Path spool = Files.createTempFile("lienthong-body-", ".tmp");
        try (Budget.Share share = disk.share()) {
            long before = head.size();
            share.grow(before);
            try (OutputStream rest = Files.newOutputStream(spool)) {
                head.writeTo(rest);
                head.forget();
                if (!copy(body, rest, limit() - before, deadline, share)) {
                    throw tooLarge();
                }
            }
            return use.apply(spool);
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    /** The beginning of a body, which need not stay in memory once it is on disk. */
    private static final class Head extends ByteArrayOutputStream {

        void forget() {
            buf = new byte[0];
            count = 0;
        }
    }

    /**
     * Reads what is left of a refused body and forgets it, within the time bodies have and {@link #DRAINED} beyond the limit. Who
     * asked before sending a body whose length alone says that it is too large has sent nothing of it, and is not told to.
     */
    public void drain(HttpServletRequest request) {
        long most = limit() + DRAINED;
        boolean unsent = request.getContentLengthLong() > limit() && request.getHeader("Expect") != null;
        try {
            if (!unsent && request.getContentLengthLong() <= most) {
                copy(
                        request.getInputStream(),
                        OutputStream.nullOutputStream(),
                        most,
                        deadline(),
                        new Budget(Long.MAX_VALUE).share());
            }
        } catch (IOException | Refused gone) {
            // The sender has gone or is too slow: the connection ends with the answer.
        }
    }

    private <T> T oneOfFew(Path spool, Use<byte[], T> use) throws Refused, IOException {
        try {
            if (!large.tryAcquire(limits.within().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Refused(503, Problem.of("intake.busy"));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Refused(503, Problem.of("intake.busy"));
        }
        try {
            return use.apply(Files.readAllBytes(spool));
        } finally {
            large.release();
        }
    }

    /** @return false if there is more than {@code most}; what was read is in {@code to} then, at most one buffer beyond */
    private boolean copy(InputStream from, OutputStream to, long most, long deadline, Budget.Share share)
            throws Refused, IOException {
        byte[] buffer = new byte[16 * 1024];
        long left = most;
        for (int read = next(from, buffer); read >= 0; read = next(from, buffer)) {
            share.grow(read);
            to.write(buffer, 0, read);
            left -= read;
            if (left < 0) {
                return false;
            }
            if (nanoTime.getAsLong() - deadline > 0) {
                throw tooSlow();
            }
        }
        return true;
    }

    private int next(InputStream from, byte[] buffer) throws Refused {
        try {
            return from.read(buffer);
        } catch (IOException broken) {
            boolean silent =
                    broken instanceof SocketTimeoutException || broken.getCause() instanceof SocketTimeoutException;
            throw silent ? tooSlow() : new Refused(400, Problem.of("intake.body-cut-off"));
        }
    }

    private long deadline() {
        return nanoTime.getAsLong() + limits.within().toNanos();
    }

    private long limit() {
        return limits.largest().toBytes();
    }

    private Refused tooLarge() {
        return new Refused(
                413,
                Problem.of("intake.body-too-large")
                        .with("limit", limits.largest().toString())
                        .with("setting", limits.settings() + ".largest-body"));
    }

    private Refused tooSlow() {
        return new Refused(408, Problem.of("intake.body-too-slow").with("setting", limits.settings() + ".body-within"));
    }
}
