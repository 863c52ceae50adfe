package vn.lienthong.relay;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.Problem;

class TlsFailureTest {

    @Test
    void tells_what_is_wrong_with_the_certificate_however_deep_it_lies() {
        Throwable expired = new CertPathValidatorException(new CertificateExpiredException("NotAfter: …"));
        assertThat(TlsFailure.why(because(new CertificateException(expired)))).isEqualTo("its certificate has expired");
        assertThat(TlsFailure.why(new SSLPeerUnverifiedException("a, not b")))
                .isEqualTo("its certificate is for another host");
        assertThat(TlsFailure.why(because(new CertificateException("No name matching"))))
                .isEqualTo("its certificate is for another host, or broken");
        assertThat(TlsFailure.why(new SSLException("protocol_version"))).isEqualTo("no TLS connection came about");
    }

    @Test
    void a_message_to_one_whose_certificate_nobody_vouches_for_has_not_been_sent() {
        WireMockServer server = new WireMockServer(options().httpDisabled(true).dynamicHttpsPort());
        server.start();
        try (Wire wire = new Wire(
                new Wire.Words(
                        Problem.of("test.not-reached"),
                        Problem.of("test.no-answer"),
                        Problem.of("test.answer-too-long")),
                1_000,
                InstantSource.system())) {
            Heard heard = wire.post(
                    URI.create("https://localhost:" + server.httpsPort() + "/"),
                    Map.of(),
                    new byte[1],
                    new Policy.Timeout(Duration.ofSeconds(20), Duration.ofSeconds(20)));
            assertThat(heard)
                    .isEqualTo(new Heard.NotReached(Problem.of("test.not-reached")
                            .with("why", "its certificate is of an authority that is not trusted")));
        } finally {
            server.stop();
        }
    }

    private static SSLException because(Throwable cause) {
        SSLException failure = new SSLHandshakeException("no");
        failure.initCause(cause);
        return failure;
    }
}
