package vn.lienthong.paygov.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an address in an answer leads (A.6). */
class AdapterAddressTest {

    private final AdapterAddress adapter = new AdapterAddress("http://10.0.0.5:8080/VXPAdapter/RestService/forward");

    @ParameterizedTest
    @CsvSource({
        "http://ss-term.example:8080/bienlai/1.pdf?k=a%2Fb&x=1, http://10.0.0.5:8080/bienlai/1.pdf?k=a%2Fb&x=1",
        "https://ss-term.example/bien%20lai/1.pdf#page=2, http://10.0.0.5:8080/bien%20lai/1.pdf",
        "http://someone@169.254.169.254/latest, http://10.0.0.5:8080/latest",
        "http://ss-term.example, http://10.0.0.5:8080/",
    })
    void path_and_query_stay_and_the_host_is_ours(String named, String fetched) {
        assertThat(adapter.of(named)).contains(URI.create(fetched));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://x/1.pdf", "/bienlai/1.pdf", "http:1.pdf", "http://a b/", ""})
    void what_is_no_address_by_http_leads_nowhere(String named) {
        assertThat(adapter.of(named)).isEmpty();
    }

    @Test
    void without_an_adapter_nothing_is_fetched() {
        assertThat(new AdapterAddress("").isThere()).isFalse();
    }
}
