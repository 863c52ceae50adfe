package vn.lienthong.relay;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Why no trusted connection came about, in words for whoever can change it: mostly it is the other side's certificate. */
final class TlsFailure {

    /** The most telling first: one is wrapped in another that says less. */
    private static final List<Reason> REASONS = List.of(
            new Reason(CertificateExpiredException.class, "its certificate has expired"),
            new Reason(CertificateNotYetValidException.class, "its certificate is not valid yet"),
            new Reason(CertPathBuilderException.class, "its certificate is of an authority that is not trusted"),
            new Reason(CertPathValidatorException.class, "its certificate is not trusted"),
            new Reason(SSLPeerUnverifiedException.class, "its certificate is for another host"),
            new Reason(CertificateException.class, "its certificate is for another host, or broken"));

    private TlsFailure() {}

    private record Reason(Class<? extends Exception> kind, String words) {}

    static String why(SSLException failure) {
        return REASONS.stream()
                .filter(reason -> isCausedBy(failure, reason.kind()))
                .findFirst()
                .map(Reason::words)
                .orElse("no TLS connection came about");
    }

    private static boolean isCausedBy(Throwable failure, Class<?> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
